/**
 * Forty texts of an attacker through every drawing that leaves the house, and one in every free text that a contract
 * takes. The screen has a browser journey of its own (test/e2e/texts.test.ts).
 */
import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { renderPdf } from '../../server/platform/documents/document.ts';
import { slipBytes } from '../../server/platform/documents/draw-slip.ts';
import type { DocumentModel } from '../../server/platform/documents/model.ts';
import type { ExportTable } from '../../server/platform/files/export-column.ts';
import { writeCsv } from '../../server/platform/files/write-csv.ts';
import { writeXlsx } from '../../server/platform/files/write-xlsx.ts';
import { readSlip } from '../../shared/escpos/reader.ts';
import { noteResult } from '../results/note-result.ts';
import { pdfPages } from '../support/pdf.ts';
import { codeOf, ROUTES, type Route, whoMay } from './every-post.ts';
import { furnish } from './furnish.ts';
import { type Furnished, openFurnished } from './furnished.ts';
import { idsIn, nameOf, objectsOf, withId } from './objects.ts';
import { FORMULAS, TEXTS } from './payloads.ts';
import { bare, sampleInput } from './sample-input.ts';

const drawn: string[] = [];
const COMPUTES = /^"?\s*[=+\-@＝＋－＠]/;

const table = (): ExportTable => ({
  name: TEXTS[0]!,
  timeZone: 'Asia/Shanghai',
  columns: [{ title: '=1+1', type: 'text' }],
  rows: TEXTS.map((text) => [text]),
});

const document = (paper: DocumentModel['paper']): DocumentModel => ({
  title: TEXTS[0]!,
  issuer: TEXTS[1]!,
  kind: 'payloads',
  paper,
  blocks: TEXTS.flatMap((text): DocumentModel['blocks'] => [
    { kind: 'line', text },
    { kind: 'fields', pairs: [{ label: '户名', value: text }] },
  ]),
});

describe('what is drawn of forty texts', () => {
  test('CSV: no cell is computed', async () => {
    const text = (await buffer(writeCsv(table()))).toString('utf8');
    const lines = text.replace('\ufeff', '').split('\r\n');
    expect(lines.filter((line) => COMPUTES.test(line))).toEqual([]);
    expect(FORMULAS.filter((formula) => !text.includes(`'${formula.replaceAll('"', '""')}`))).toEqual([]);
    drawn.push('CSV');
  });

  test('XLSX: every cell is a text, none a formula', async () => {
    const { sheets } = await readXlsx(new Uint8Array(await buffer(writeXlsx(table()))));
    const cells = sheets[0]!.rows.flat();
    expect(cells.length).toBe(TEXTS.length + 1);
    expect(cells.every((cell) => typeof cell === 'string')).toBe(true);
    expect(JSON.stringify(sheets)).not.toContain('"formula"');
    drawn.push('XLSX');
  });

  test('PDF: texts as texts, no action and no script inside', async () => {
    const pdf = await renderPdf(document('A4'));
    expect(pdf.toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction|AA|SubmitForm|EmbeddedFile|URI)\b/);
    const text = (await pdfPages(pdf)).map((page) => page.text).join(' ');
    for (const said of ['{{7*191}}', '<%= 7*191 %>', '<script>']) expect(text).toContain(said);
    expect(text).not.toContain('1337');
    drawn.push('PDF');
  });

  test.each([48, 32])('ESC/POS of %d columns: no command of a text reaches the printer', (columns) => {
    const slip = readSlip(slipBytes(document('thermal-80'), columns), columns);
    expect([slip.drawer, slip.cuts]).toEqual([0, 1]);
    expect(slip.text).not.toContain('1337');
    drawn.push(`ESC/POS of ${columns} columns`);
  });

  test('all of them', () => {
    expect(drawn).toHaveLength(5);
    noteResult({
      list: 'security',
      id: 'SEC-06',
      found: `${TEXTS.length} texts through ${drawn.join(', ')}: 0 executed, every formula a text`,
    });
  });
});

/** One text that is markup, a formula and a template, short enough for most fields. */
const PROBE = '=1+1<script>window.sealBroken=1</script>{{7*191}}';

/** Fields of the top level that take the probe as it is. */
const freeTexts = (route: Route): string[] =>
  Object.entries((bare(route.input).def as { shape?: Record<string, z.ZodType> }).shape ?? {})
    .filter(([, field]) => bare(field).def.type === 'string' && field.safeParse(PROBE).success)
    .map(([name]) => name);

describe('what comes of a text in every free field', () => {
  let house: Furnished;
  beforeAll(async () => {
    house = await openFurnished();
    await furnish(house);
  });

  test('it is kept as a text or refused in words, and no file that leaves computes it', async () => {
    const objects = await objectsOf(house.server.database.owner, house.siteId);
    const faults: string[] = [];
    let [fields, taken] = [0, 0];
    for (const route of ROUTES.filter(({ method, posts }) => method === 'POST' && posts !== 'public')) {
      if (route.name === 'posts.sign-act' || route.name.startsWith('posts.change-')) continue;
      for (const field of freeTexts(route)) {
        let input: unknown = sampleInput(route.name, route.input);
        for (const path of idsIn(route.input)) {
          const [own] = await objects.of(route.name, nameOf(path));
          if (own !== undefined && path.length === 1 && path[0]! in (input as object)) input = withId(input, path, own);
        }
        const probed = { ...(input as object), [field]: PROBE };
        if (!route.input.safeParse(probed).success) continue;
        fields += 1;
        const response = await house.attempt(route, whoMay(route), probed as Record<string, unknown>);
        if (response.statusCode === 200) taken += 1;
        const json = String(response.headers['content-type']).startsWith('application/json');
        if (response.statusCode >= 500 || !json) faults.push(`${route.name} ${field}: ${codeOf(response)}`);
      }
    }
    expect(faults).toEqual([]);
    await house.comeBack();
    let files = 0;
    const computed: string[] = [];
    for (const route of ROUTES.filter(({ name }) => name.endsWith('.csv'))) {
      const input = sampleInput(route.name, route.input);
      for (const name of ['runId', 'batchId']) if (name in input) input[name] = (await objects.of(route.name, name))[0];
      const { body, statusCode } = await house.send(route, whoMay(route), input);
      if (statusCode !== 200) continue;
      files += 1;
      for (const line of body.split('\r\n'))
        if (/(^|,)"?=1\+1/.test(line)) computed.push(`${route.name}: ${line.slice(0, 80)}`);
    }
    expect(computed).toEqual([]);
    expect([fields > 80, taken > 20, files > 5]).toEqual([true, true, true]);
    noteResult({
      list: 'security',
      id: 'SEC-06',
      found: `${fields} free texts of the contracts, one probe each: ${taken} kept as texts, the others refused in words, 0 faults; ${files} files taken out afterwards hold no computed cell`,
    });
  });
});
