import { Ban } from "lucide-react";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { ReleaseView } from "@/lib/feed/wire.ts";

export function ReleaseTable({ releases }: { releases: readonly ReleaseView[] }) {
  if (releases.length === 0) return <p className="text-ink-soft">Its maker has published none yet.</p>;
  return (
    <Table caption="Firmware releases, newest first">
      <TableHead>
        <tr>
          <TableHeader numeric>No.</TableHeader>
          <TableHeader>Version</TableHeader>
          <TableHeader>Published</TableHeader>
          <TableHeader numeric>Size in bytes</TableHeader>
          <TableHeader>Digest (SHA-256)</TableHeader>
          <TableHeader>Standing</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {[...releases]
          .sort((a, b) => b.sequence - a.sequence)
          .map(({ sequence, version, publishedAt, size, digest, revoked }) => (
            <TableRow key={sequence}>
              <TableCell numeric>{sequence}</TableCell>
              <TableHeader scope="row">{readable(version)}</TableHeader>
              <TableCell className="whitespace-nowrap">
                <Day at={publishedAt} />
              </TableCell>
              <TableCell numeric>{formatCount(size)}</TableCell>
              <TableCell>
                <Copy value={digest} what="digest" ends={6} />
              </TableCell>
              <TableCell className="min-w-56 whitespace-normal">
                {revoked ? (
                  <>
                    <Badge tone="affected">
                      <Ban aria-hidden />
                      Revoked
                    </Badge>{" "}
                    on <Day at={revoked.at} />: {readable(revoked.reason)}
                  </>
                ) : (
                  "in force"
                )}
              </TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
}
