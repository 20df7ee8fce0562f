/** Pages of papers as pictures that live in this page alone: asked for afresh, drawn on a canvas, kept nowhere. */

import { make } from "./dom.js";

/** A canvas on which nothing is yet. */
export function emptyCanvas(className = "") {
  return make("canvas", { className, width: 0, height: 0 });
}

/** The picture at `address`; rejects where there is none, with the answer's `status` if there was one. */
export async function pictureAt(address, signal) {
  const answer = await fetch(address, { cache: "no-store", signal });
  if (!answer.ok) throw Object.assign(new Error("no picture"), { status: answer.status });
  return createImageBitmap(await answer.blob());
}

/** Draws the whole picture, turned clockwise by `quarters`, in its own size. */
export function drawTurned(canvas, picture, quarters = 0) {
  const across = quarters % 2 === 1;
  canvas.width = across ? picture.height : picture.width;
  canvas.height = across ? picture.width : picture.height;
  const pen = canvas.getContext("2d");
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((quarters * Math.PI) / 2);
  pen.drawImage(picture, -picture.width / 2, -picture.height / 2);
}

/** Leaves nothing of the picture on the canvas. */
export function wipe(canvas) {
  canvas.width = 0;
  canvas.height = 0;
}
