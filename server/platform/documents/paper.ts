/** The papers: sizes and margins in mm, letter sizes in points (1/72 inch). */
import type { Paper } from './model.ts';

export const mm = (length: number): number => (length * 72) / 25.4;

export interface PaperShape {
  readonly width: number;
  /** auto: as long as the content. */
  readonly height: number | 'auto';
  readonly margins: readonly [left: number, top: number, right: number, bottom: number];
  readonly text: number;
  readonly title: number;
  readonly small: number;
  /** Grids with lines; the roll has none. */
  readonly ruled: boolean;
  readonly fieldsPerRow: number;
  readonly signaturesPerRow: number;
  readonly signatureHeight: number;
  readonly qrSide: number;
}

/** Feed holes take 12.7 mm at each side of continuous paper; printers keep a little more. */
const HOLES = 17;

/** A common printer of 80 mm paper prints 72 mm. */
const shapes: Record<Paper, PaperShape> = {
  'thermal-80': {
    width: mm(80),
    height: 'auto',
    margins: [mm(4), mm(4), mm(4), mm(6)],
    text: 9,
    title: 13,
    small: 7.5,
    ruled: false,
    fieldsPerRow: 1,
    signaturesPerRow: 2,
    signatureHeight: mm(13),
    qrSide: mm(26),
  },
  'slip-241x93': {
    width: mm(241),
    height: mm(93),
    margins: [mm(HOLES), mm(5), mm(HOLES), mm(4)],
    text: 9.5,
    title: 13,
    small: 8,
    ruled: true,
    fieldsPerRow: 3,
    signaturesPerRow: 4,
    signatureHeight: mm(11),
    qrSide: mm(21),
  },
  'slip-241x140': {
    width: mm(241),
    height: mm(140),
    margins: [mm(HOLES), mm(6), mm(HOLES), mm(6)],
    text: 9.5,
    title: 14,
    small: 8,
    ruled: true,
    fieldsPerRow: 3,
    signaturesPerRow: 4,
    signatureHeight: mm(14),
    qrSide: mm(24),
  },
  A4: {
    width: mm(210),
    height: mm(297),
    margins: [mm(15), mm(15), mm(15), mm(16)],
    text: 9.5,
    title: 16,
    small: 8,
    ruled: true,
    fieldsPerRow: 2,
    signaturesPerRow: 4,
    signatureHeight: mm(18),
    qrSide: mm(28),
  },
};

export const shapeOf = (paper: Paper): PaperShape => shapes[paper];

export const contentWidth = ({ width, margins }: PaperShape): number => width - margins[0] - margins[2];
