import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";

const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "border border-line-strong bg-surface text-ink hover:bg-sunken",
        quiet: "text-ink hover:bg-sunken",
        danger: "bg-danger text-on-danger hover:bg-danger-hover",
        link: "h-auto px-0 text-accent underline underline-offset-4 hover:text-accent-hover",
      },
      size: { sm: "h-9 px-3 text-sm", md: "h-10 px-4 text-sm", lg: "h-12 px-5 text-base", icon: "size-10" },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "primary", size: "md" },
  },
);

type Props = ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean };

/** The one primary button of a view is `primary`; `asChild` gives its look to a link. */
export function Button({ className, variant, size, asChild = false, type = "button", ...props }: Props) {
  const look = cn(buttonVariants({ variant, size }), className);
  return asChild ? <Slot.Root className={look} {...props} /> : <button type={type} className={look} {...props} />;
}
