"use client";

import { type ReactNode, useEffect, useRef } from "react";

const isUsable = (element: Element): boolean => element.isConnected && !element.matches(":disabled");

/** Keeps the keyboard's place in a part of a page: when the control that has the focus goes or is disabled, the part takes it. */
export function KeepFocus({ className, children }: { className?: string; children: ReactNode }) {
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = part.current;
    if (!here) return;
    let isInside = false;
    const enter = () => {
      isInside = true;
    };
    // Who goes elsewhere leaves a control that is still there.
    const leave = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget || isUsable(target as Element)) isInside = false;
    };
    const keep = () =>
      requestAnimationFrame(() => {
        const focused = document.activeElement;
        if (isInside && (!focused || focused === document.body || !isUsable(focused))) here.focus({ preventScroll: true });
      });
    const observer = new MutationObserver(keep);
    observer.observe(here, { subtree: true, childList: true, attributeFilter: ["disabled"] });
    here.addEventListener("focusin", enter);
    here.addEventListener("focusout", leave);
    return () => {
      observer.disconnect();
      here.removeEventListener("focusin", enter);
      here.removeEventListener("focusout", leave);
    };
  }, []);
  return (
    <div ref={part} tabIndex={-1} className={className}>
      {children}
    </div>
  );
}
