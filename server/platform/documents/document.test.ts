import { createCanvas, loadImage } from '@napi-rs/canvas';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { fen } from '../../../shared/values/money.ts';
import { type PageText, pdfPages, pdfText, pdfToPng } from '../../../test/support/pdf.ts';
import { COPIES, dailySlip, longReport, salesSlip } from '../../../test/support/sample-documents.ts';
import { renderPdf } from './document.ts';
import { pdfMake } from './fonts.ts';
import type { Block, DocumentModel, Paper } from './model.ts';
import { mm, shapeOf } from './paper.ts';

const PAPERS: Paper[] = ['thermal-80', 'slip-241x93', 'slip-241x140', 'A4'];
const squeezed = (text: string): string => text.replace(/\s+/g, '');

function expectInside({ items, height, width }: PageText, paper: Paper): void {
  const [left, , right] = shapeOf(paper).margins;
  for (const item of items) {
    expect(item.x, item.text).toBeGreaterThanOrEqual(left - 0.5);
    expect(item.right, item.text).toBeLessThanOrEqual(width - right + 0.5);
    expect(item.y, item.text).toBeGreaterThan(0);
    expect(item.y, item.text).toBeLessThan(height);
  }
}

const document = (paper: Paper, blocks: Block[]): DocumentModel => ({ title: '测试', kind: 'test', paper, blocks });

describe.each(PAPERS)('a slip on %s', (paper) => {
  test('has the size of the paper and says everything, nothing over the edge', async () => {
    const pages = await pdfPages(await renderPdf(salesSlip(paper)));
    expect(pages).toHaveLength(paper === 'thermal-80' ? 1 : 3);
    const [page] = pages;
    expect(page!.width).toBeCloseTo(shapeOf(paper).width, 1);
    if (paper !== 'thermal-80') expect(page!.height).toBeCloseTo(shapeOf(paper).height as number, 1);
    else {
      const lowest = Math.min(...page!.items.map(({ y }) => y));
      expect(lowest).toBeGreaterThan(mm(4));
      expect(lowest).toBeLessThan(mm(14));
    }
    const said = [
      ...['示例校区能源管理科', '购电凭证', '补打第2次', 'SD-0001-000217', '售电员：03', '2026-11-2315:46:08'],
      ...['3700123456', '示例用户㛃䶮龘', '000123456789', '示例楼3单元1201室（东侧第二个配电间旁）', '243.23kWh'],
      ...['0.5283', '¥128.50', '壹佰贰拾捌元伍角整', '9f86d081884c7d65', '扫码核验'],
    ];
    for (const words of said) expect(squeezed(page!.text)).toContain(words);
    for (const each of pages) expectInside(each, paper);
  });

  test('prints each copy with its own mark', async () => {
    const pages = await pdfPages(await renderPdf(dailySlip(paper)));
    expect(pages).toHaveLength(3);
    pages.forEach((page, i) => {
      const marks = COPIES.filter(({ mark }) => squeezed(page.text).includes(squeezed(mark.zh)));
      expect(marks).toEqual([COPIES[i]]);
      expectInside(page, paper);
    });
    const body = pages.map((page) => squeezed(page.text).replace(/第.联(存根|客户|记账)/, ''));
    expect(new Set(body).size).toBe(1);
  });

  test('sets numbers flush right', async () => {
    const [page] = await pdfPages(await renderPdf(dailySlip(paper)));
    const edges = ['10,734.21', '2,704.90', '-52.83', '13,386.28'].map((number) => {
      const item = page!.items.find(({ text }) => text === number);
      expect(item, number).toBeDefined();
      return item!.right;
    });
    for (const edge of edges) expect(edge).toBeCloseTo(edges[0]!, 1);
  });

  test('wraps long names and long words within their cells', async () => {
    const name = '示例大学后勤集团有限责任公司第三学生公寓管理服务中心（北区）能源管理科收费大厅';
    const word = 'X9'.repeat(80);
    const pages = await pdfPages(
      await renderPdf(
        document(paper, [
          {
            kind: 'fields',
            pairs: [
              { label: '户名', value: name },
              { label: '备注', value: word },
              { label: '表号', value: '1' },
            ],
          },
          {
            kind: 'table',
            columns: [
              { title: '名', width: 1 },
              { title: '注', width: 1 },
            ],
            rows: [[name, word]],
          },
          { kind: 'line', text: name.repeat(5) },
        ]),
      ),
    );
    for (const page of pages) expectInside(page, paper);
    const text = pages.map((page) => squeezed(page.text)).join('');
    const count = (letter: string): number => text.split(letter).length - 1;
    expect(count('厅')).toBe(7);
    expect(count('X')).toBe(160);
  });
});

test('English has English titles and marks', async () => {
  const text = await pdfText(await renderPdf({ ...salesSlip('A4'), language: 'en' }));
  for (const words of ['Electricitysalesslip', 'Copy1,stub', 'Reprint2', 'Previousbalance', 'Page1of1'])
    expect(text).toContain(words);
});

test('a slip too long for its paper goes on, each copy with its pages and mark', async () => {
  const blocks = [...dailySlip('slip-241x93').blocks, ...dailySlip('slip-241x93').blocks];
  const pages = await pdfPages(await renderPdf({ ...dailySlip('slip-241x93'), blocks }));
  const each = pages.length / 3;
  expect(each).toBeGreaterThan(1);
  pages.forEach((page, i) => {
    expect(squeezed(page.text)).toContain(squeezed(COPIES[Math.floor(i / each)]!.mark.zh));
    expect(squeezed(page.text)).toContain(`第${(i % each) + 1}/${each}页`);
  });
});

test('a report of 1000 rows repeats its header, counts its pages and keeps every row', async () => {
  const pages = await pdfPages(await renderPdf(longReport(1000)));
  const serials = new Set<string>();
  pages.forEach((page, i) => {
    expect(squeezed(page.text)).toContain('序号户号户名电量kWh金额元方式');
    expect(squeezed(page.text)).toContain(`第${i + 1}/${pages.length}页`);
    expectInside(page, 'A4');
    for (const { text } of page.items) if (/^37001\d+$/.test(text)) serials.add(text);
  });
  expect(serials.size).toBe(1000);
  expect(squeezed(pages.at(-1)!.text)).toContain('218,765.43');
  expect(pages[0]!.items.some(({ text }) => text === '1,234,567,890,123.45')).toBe(true);
});

test('an empty table says so', async () => {
  const text = await pdfText(
    await renderPdf(
      document('A4', [
        {
          kind: 'table',
          columns: [
            { title: '甲', width: 1 },
            { title: '乙', width: 1 },
          ],
          rows: [],
        },
      ]),
    ),
  );
  expect(text).toContain('（无）');
});

test('amounts below zero and of nothing', async () => {
  const text = await pdfText(
    await renderPdf(
      document('A4', [
        { kind: 'amount', label: '退', amount: fen(-105) },
        { kind: 'amount', label: '零', amount: fen(0) },
      ]),
    ),
  );
  expect(text).toContain('¥-1.05');
  expect(text).toContain('¥0.00');
});

test.each([
  '<script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  '#{7*7} <%= 7*7 %>',
  '=HYPERLINK("http://x.example","a")',
  '<img src=x onerror=alert(1)>',
  'file:///etc/passwd',
  '__proto__',
  'data:text/html;base64,PGI+',
])('text is printed as it is: %s', async (payload) => {
  const pdf = await renderPdf(
    document('A4', [
      { kind: 'fields', pairs: [{ label: payload, value: payload }] },
      { kind: 'line', text: payload },
    ]),
  );
  const text = await pdfText(pdf);
  expect(text.split(squeezed(payload)).length - 1).toBeGreaterThanOrEqual(2);
  expect(pdf.toString('latin1')).not.toMatch(/\/(JavaScript|JS|URI|Launch|EmbeddedFile)\b/);
});

test('marks that turn the direction of writing do not reach the paper', async () => {
  const text = await pdfText(
    await renderPdf(document('A4', [{ kind: 'line', text: '应收\u202e00.05\u202c元\u0007' }])),
  );
  expect(text).toContain('应收00.05元');
});

test('a document that cannot be drawn is refused alone', async () => {
  const tooLong = document('A4', [{ kind: 'qr', data: 'x'.repeat(5_000), hex: '' }]);
  const noData = { ...document('A4', []), kind: (() => 'x') as unknown as string };
  const [bad, worse, good] = await Promise.allSettled([
    renderPdf(tooLong),
    renderPdf(noData),
    renderPdf(salesSlip('A4')),
  ]);
  expect(bad.status).toBe('rejected');
  expect(worse.status).toBe('rejected');
  expect(good.status).toBe('fulfilled');
});

test('pdfmake can open neither files nor addresses', async () => {
  const image = (source: string): Promise<Buffer> =>
    pdfMake()
      .createPdf({ content: [{ image: source }] })
      .getBuffer();
  await expect(image('/etc/hostname')).rejects.toThrow(/denied/);
  const listed = pdfMake().createPdf({ content: [{ image: 'a' }], images: { a: 'http://127.0.0.1:9/a.png' } });
  await expect(listed.getBuffer()).rejects.toThrow(/denied/);
});

test.each(PAPERS)('the code on %s holds exactly its data, dot by dot', async (paper) => {
  const data = 'https://house.example/s/SD-0001-000217?d=9f86d081884c7d65';
  const scale = 4;
  const shape = shapeOf(paper);
  const pdf = await renderPdf(document(paper, [{ kind: 'qr', data, hex: '9f86d081884c7d65' }]));
  const picture = await loadImage(await pdfToPng(pdf, 1, scale));
  const context = createCanvas(picture.width, picture.height).getContext('2d');
  context.drawImage(picture, 0, 0);
  const dark = (x: number, y: number): boolean =>
    context.getImageData(Math.round(x), Math.round(y), 1, 1).data[0]! < 128;
  const side = shape.qrSide * scale;
  const left = (picture.width - side) / 2;
  const { modules } = QRCode.create(data, { errorCorrectionLevel: 'M' });
  const dot = side / modules.size;
  // The first row in which both upper corners are dark: nothing above the code reaches there but the title's middle.
  let top = 0;
  while (top < picture.height && !(dark(left + dot / 2, top) && dark(left + side - dot / 2, top))) top += 1;
  const wrong: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const seen = dark(left + (column + 0.5) * dot, top + (row + 0.5) * dot);
      if (seen !== Boolean(modules.get(row, column))) wrong.push(`${row},${column}`);
    }
  }
  expect(wrong).toEqual([]);
});
