/**
 * `npm run verify [-- --anchor <digest>]…`: verifies the books from genesis. Prints what does not fit, the first first,
 * and as last line `verified: N records, N rows, 0 faults`. Exit code 0 when all is well, 1 when not, 2 when it could
 * not be verified at all. A digest printed on a slip or a day sheet is given as an anchor.
 */
import { parseArgs } from 'node:util';
import { whatIsVerified } from '../server/app.ts';
import { readAnchors } from '../server/platform/chain/anchor-file.ts';
import { isAnchor, verifyHouse } from '../server/platform/chain/verify/house.ts';
import { openBooks } from './books.ts';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { anchor: { type: 'string', multiple: true, default: [] }, anchors: { type: 'string' } },
  });
  const filed = values.anchors === undefined ? [] : readAnchors(values.anchors).map(({ digest }) => digest);
  const anchors = [...values.anchor, ...filed].map((text) => text.replaceAll(/[\s-]/g, '').toLowerCase());
  const wrong = anchors.find((anchor) => !isAnchor(anchor));
  if (wrong !== undefined) throw new Error(`not a digest of 32 to 64 hexadecimal figures: ${wrong}`);
  const books = await openBooks('zhishou verify');
  try {
    const started = performance.now();
    const report = await verifyHouse(books.pool, { ...whatIsVerified(), anchors });
    const seconds = (performance.now() - started) / 1000;
    report.faults.forEach((fault, index) => {
      console.log(index === 0 ? `first fault: ${fault}` : `fault: ${fault}`);
    });
    if (report.faultCount > report.faults.length)
      console.log(`and ${report.faultCount - report.faults.length} more faults`);
    console.log(`${seconds.toFixed(1)} s, ${Math.round(report.records / seconds)} records a second`);
    console.log(`verified: ${report.records} records, ${report.rows} rows, ${report.faultCount} faults`);
    return report.faultCount === 0 ? 0 : 1;
  } finally {
    await books.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
