import { Plus } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";

export const AddButton = (props: { onClick(): void; disabled?: boolean }) => (
  <Button variant="secondary" className="h-11 sm:h-10" {...props}>
    <Plus aria-hidden />
    Add
  </Button>
);
