import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { MyDevices } from "./my-devices.tsx";

export const metadata: Metadata = { title: "My devices", alternates: { canonical: "/my/devices" } };

export default function MyDevicesPage() {
  return (
    <>
      <PageHeader title="My devices" />
      <MyDevices />
    </>
  );
}
