import { expect } from "chai";
import { pictureType } from "../../lib/domain/picture.ts";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part)] : part)));

describe("the kind of a picture", () => {
  it("is told by how the file begins", () => {
    expect(pictureType(bytes([0xff, 0xd8, 0xff, 0xe0], "JFIF"))).to.equal("image/jpeg");
    expect(pictureType(bytes([0x89], "PNG\r\n", [0x1a], "\n"))).to.equal("image/png");
    expect(pictureType(bytes("RIFF", [1, 2, 3, 4], "WEBPVP8 "))).to.equal("image/webp");
  });

  it("is none for what a browser could run, for other files, and for what ends too soon", () => {
    for (const other of ["<svg xmlns=", "<!doctype html>", "GIF89a", "%PDF-1.7", "RIFF1234WAVE", "PNG", ""])
      expect(pictureType(bytes(other)), other).to.equal(null);
    expect(pictureType(bytes([0x89], "PNG"))).to.equal(null);
    expect(pictureType(bytes([0xff, 0xd8]))).to.equal(null);
  });
});
