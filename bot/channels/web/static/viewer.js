// A picture, enlarged: a dialog over the page, with the other pictures of the room beside it.

const viewer = document.getElementById("viewer");
const image = document.getElementById("viewer-image");
const label = document.getElementById("viewer-name");
const save = document.getElementById("viewer-save");
const previous = document.getElementById("viewer-previous");
const next = document.getElementById("viewer-next");

const READABLE = 560; // Points of width in which a ranking made for a phone can be read.

let tiles = [];
let place = 0;

/** Open the picture of a tile. */
export function look(tile) {
  tiles = [...document.querySelectorAll(".tile[data-large]")];
  show(tiles.indexOf(tile));
  viewer.showModal();
}

function show(index) {
  place = Math.max(0, Math.min(tiles.length - 1, index));
  const { large, original, label: name } = tiles[place].dataset;
  image.src = large;
  image.alt = name;
  label.textContent = tiles.length > 1 ? `${place + 1}/${tiles.length}　${name}` : name;
  save.href = original;
  save.download = name;
  previous.hidden = place === 0;
  next.hidden = place === tiles.length - 1;
}

previous.addEventListener("click", () => show(place - 1));
next.addEventListener("click", () => show(place + 1));
document.getElementById("viewer-close").addEventListener("click", () => viewer.close());
image.addEventListener("load", () => {
  const stage = image.parentElement;
  const { naturalWidth: width, naturalHeight: height } = image;
  // Fitted into the stage its letters would be too small to read: it is scrolled instead.
  const fitted = stage.clientHeight * (width / height);
  stage.classList.toggle("tall", fitted < Math.min(stage.clientWidth, READABLE) * 0.9);
  stage.scrollTop = 0;
});
viewer.addEventListener("close", () => image.removeAttribute("src"));
viewer.addEventListener("click", (event) => {
  if (event.target.classList.contains("viewer-stage")) viewer.close();
});
viewer.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") show(place - 1);
  if (event.key === "ArrowRight") show(place + 1);
});

let startX = 0;
viewer.addEventListener("touchstart", (event) => {
  startX = event.touches.length === 1 ? event.touches[0].clientX : NaN;
}, { passive: true });
viewer.addEventListener("touchend", (event) => {
  const moved = event.changedTouches[0].clientX - startX;
  // Only at normal size: when zoomed in, a swipe moves the picture.
  if (Math.abs(moved) > 60 && (window.visualViewport?.scale ?? 1) < 1.05) {
    show(place + (moved < 0 ? 1 : -1));
  }
}, { passive: true });
