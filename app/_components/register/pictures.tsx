"use client";

import { ImageOff } from "lucide-react";
import { useEffect, useState } from "react";
import type { Hex } from "viem";
import type { Notice } from "@/lib/domain/notice-document.ts";
import { pictureType } from "@/lib/domain/picture.ts";

type PictureOf = NonNullable<Notice["pictures"]>[number];

export const SHOWS: Record<PictureOf["shows"], string> = { product: "The product", marking: "Where its numbers stand" };

/** Pictures of a notice, each with what it shows. */
export const Pictures = ({ pictures }: { pictures: PictureOf[] }) => (
  <ul className="grid gap-4 sm:grid-cols-2">
    {pictures.map((picture) => (
      <li key={`${picture.sha256} ${picture.shows}`}>
        <figure>
          <Picture {...picture} />
          <figcaption className="mt-1.5 text-ink-soft text-sm">{SHOWS[picture.shows]}</figcaption>
        </figure>
      </li>
    ))}
  </ul>
);

/**
 * A picture under its digest. The server checks it before it gives it out, and the reader's browser does so again, because
 * what people look for on their device must be what the issuer put into the notice. Otherwise its words stand in its place.
 */
export function Picture({ sha256, text }: Pick<PictureOf, "sha256" | "text">) {
  const [isGood, setGood] = useState(true);
  useEffect(() => {
    setGood(true);
    let isOver = false;
    check(sha256 as Hex).then((good) => isOver || setGood(good));
    return () => {
      isOver = true;
    };
  }, [sha256]);
  if (!isGood)
    return (
      <div className="flex min-h-32 flex-col justify-center gap-2 rounded-md border border-dashed bg-sunken px-4 py-3 text-sm">
        <ImageOff className="size-5 text-ink-soft" aria-hidden />
        <p>{text}</p>
        <p className="text-ink-soft">The picture is missing or was altered, so it is not shown.</p>
      </div>
    );
  return (
    // biome-ignore lint/performance/noImgElement: its bytes are fixed by their digest, so nothing may make others of them
    <img src={`/documents/${sha256}`} alt={text} loading="lazy" className="max-h-80 w-full rounded-md border bg-sunken object-contain" />
  );
}

/** Whether the site gives out a picture with this digest; what checks it is loaded when there is something to check. */
async function check(digest: Hex): Promise<boolean> {
  const { fetchDocument } = await import("@/app/_lib/documents.ts");
  return fetchDocument(digest).then(
    (bytes) => pictureType(bytes) !== null,
    () => false,
  );
}
