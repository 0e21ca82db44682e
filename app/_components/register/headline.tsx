/** A title in which names such as LF-210 are not torn apart at their hyphen, unless they are too long for a phone. */
export function Headline({ children }: { children: string }) {
  return children.split(" ").map((word, i) => {
    const isName = word.includes("-") && word.length <= 16;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: words stay where they are
      <span key={i} className={isName ? "whitespace-nowrap" : undefined}>
        {i > 0 ? " " : ""}
        {word}
      </span>
    );
  });
}
