/** How a paper's number is written: its letters and at least six digits, RJ-000031. */
export const numbered = (letters: string, number: number): string => `${letters}-${String(number).padStart(6, '0')}`;
