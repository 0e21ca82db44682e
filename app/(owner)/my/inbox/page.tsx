import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { MyInbox } from "./my-inbox.tsx";

export const metadata: Metadata = { title: "Inbox", alternates: { canonical: "/my/inbox" } };

export default function InboxPage() {
  return (
    <>
      <PageHeader title="Inbox">
        <p>Every notice that concerned a device of yours. What still has to be done is under My devices as well.</p>
      </PageHeader>
      <MyInbox />
    </>
  );
}
