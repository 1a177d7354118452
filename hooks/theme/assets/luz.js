// What the theme leaves undone for people who do not use a mouse or a screen.
document$.subscribe(() => {
  const search = document.querySelector("[data-md-component=search]");
  const query = document.querySelector("[data-md-component=search-query]");
  if (search && query) search.setAttribute("aria-label", query.getAttribute("aria-label"));

  // The label these point at holds an icon and no words.
  for (const nav of document.querySelectorAll(".md-nav[aria-labelledby]")) {
    const title = nav.querySelector(":scope > .md-nav__title");
    nav.removeAttribute("aria-labelledby");
    nav.setAttribute("aria-label", title.textContent.trim());
  }

  for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) wrap.tabIndex = 0;
});
