/* An aid, never a need: hides the questions that do not apply and counts the characters left. */
"use strict";

for (const question of document.querySelectorAll("[data-depends-on]")) {
  const values = question.dataset.anyOf.split(" ");
  const earlier = document.getElementsByName(question.dataset.dependsOn);
  const inputs = question.querySelectorAll("input, textarea");
  const answered = [...inputs].some((input) => input.checked || (input.localName === "textarea" && input.value));
  const show = () => {
    const applies = [...earlier].some((input) => input.checked && values.includes(input.value));
    question.hidden = !applies;
    for (const input of inputs) input.disabled = !applies;
  };
  // What came back filled in stays in sight, so that nothing is dropped unseen.
  if (answered) continue;
  question.querySelector(".only-if")?.remove();
  for (const input of earlier) input.addEventListener("change", show);
  show();
}

for (const area of document.querySelectorAll("[data-max-length]")) {
  const limit = document.getElementById(`${area.id}-limit`);
  const count = () => {
    const length = [...area.value].length;
    limit.dataset.count = `${length} / ${area.dataset.maxLength}`;
    limit.classList.toggle("over", length > Number(area.dataset.maxLength));
  };
  area.addEventListener("input", count);
  count();
}
