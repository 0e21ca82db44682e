/**
 * Something that a browser makes once and keeps while a visitor goes from page to page. The server makes one for every
 * request, so that no visitor sees what is another's.
 */
export function oncePerBrowser<Made, Given extends unknown[]>(make: (...given: Given) => Made): (...given: Given) => Made {
  let kept: { made: Made } | undefined;
  return (...given) => {
    if (typeof window === "undefined") return make(...given);
    kept ??= { made: make(...given) };
    return kept.made;
  };
}
