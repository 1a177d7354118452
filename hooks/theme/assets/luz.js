// What the theme leaves undone for people who do not use a mouse or a screen.
document$.subscribe(() => {
  const search = document.querySelector("[data-md-component=search]");
  const query = document.querySelector("[data-md-component=search-query]");
  if (search && query) search.setAttribute("aria-label", query.getAttribute("aria-label"));

  // The label these point at holds an icon and no words. Every client has a plan: the outer name tells which.
  for (const nav of document.querySelectorAll(".md-nav[aria-labelledby]")) {
    const title = nav.querySelector(":scope > .md-nav__title").textContent.trim();
    const outer = nav.parentElement.closest(".md-nav:not(.md-nav--primary)");
    nav.removeAttribute("aria-labelledby");
    nav.setAttribute("aria-label", outer ? `${outer.getAttribute("aria-label")}: ${title}` : title);
  }

  for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) wrap.tabIndex = 0;
});
