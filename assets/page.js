// What Streamlit's page leaves out for people who listen to it or use the keyboard: its language, its navigation, where
// a new page begins.
(() => {
  const find = (selector) => document.querySelector(selector);
  const home = new URL("./", location.href).pathname;
  const here = location.pathname;
  document.documentElement.lang = "en-GB";
  const nav = find(".st-key-nav");
  if (nav) {
    nav.setAttribute("role", "navigation");
    nav.setAttribute("aria-label", "Main");
  }
  const masthead = find(".st-key-masthead");
  const markLinks = () => {
    masthead.querySelectorAll("a[data-testid]").forEach((link) => {
      if (link.getAttribute("href") === "") link.setAttribute("href", home);
      const current = new URL(link.href).pathname === location.pathname ? "page" : null;
      if (link.getAttribute("aria-current") === current) return;
      if (current) link.setAttribute("aria-current", current);
      else link.removeAttribute("aria-current");
    });
  };
  if (masthead) {
    markLinks();
    // Streamlit marks the first page as the current one on every page, and does so again whenever it draws.
    if (window.attuneObserver) window.attuneObserver.disconnect();
    window.attuneObserver = new MutationObserver(markLinks);
    window.attuneObserver.observe(masthead, { subtree: true, childList: true, attributeFilter: ["aria-current", "href"] });
  }
  const page = find(".st-key-page");
  if (page) {
    page.id = "page";
    page.tabIndex = -1;
  }
  const heading = find(".st-key-page h1");
  if (heading && window.attunePage !== undefined && window.attunePage !== here) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    find('[data-testid="stMain"]').scrollTo(0, 0);
  }
  window.attunePage = here;
})();
