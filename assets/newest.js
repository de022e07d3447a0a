// Brings the newest words of the conversation into view, between the people above and the box below, and puts the
// keyboard back in the box.
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const pinned = (element) => (element && getComputedStyle(element).position === "sticky" ? element.offsetHeight : 0);
  const show = () => {
    const main = document.querySelector('[data-testid="stMain"]');
    const newest = document.querySelector(".talk > li.new");
    const box = document.querySelector(".st-key-reply");
    if (!main || !newest) return;
    const strip = innerWidth < 900 ? document.querySelector(".st-key-scene > *") : null;
    const top = pinned(strip) + 12;
    const bottom = innerHeight - pinned(box && box.parentElement) - 28;
    const end = document.querySelector(".st-key-do-reflect") || newest.parentElement.lastElementChild;
    const last = end.getBoundingClientRect();
    const fits = last.bottom - newest.getBoundingClientRect().top <= bottom - top;
    const first = fits || !newest.nextElementSibling ? newest : newest.nextElementSibling;
    const below = last.bottom - bottom;
    const above = first.getBoundingClientRect().top - top;
    if (below > 0) main.scrollBy({ top: Math.min(below, above), behavior: calm ? "auto" : "smooth" });
    const words = box && box.querySelector("textarea");
    const answered = newest.nextElementSibling && !document.querySelector(".talk .moment");
    if (words && answered && matchMedia("(pointer: fine)").matches) words.focus({ preventScroll: true });
  };
  setTimeout(show, 150);
})();
