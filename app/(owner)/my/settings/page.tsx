import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { MySettings } from "./my-settings.tsx";

export const metadata: Metadata = { title: "Settings", alternates: { canonical: "/my/settings" } };

export default function SettingsPage() {
  return (
    <>
      <PageHeader title="Settings">
        <p>How you are told of recalls, and what is kept about you.</p>
      </PageHeader>
      <MySettings />
    </>
  );
}
