/** Prints one sheet of the page: a copy of it is put beside the page, and the style sheet shows only that on paper. */
export function printSheet(sheet: HTMLElement | null): void {
  if (sheet === null) return;
  const paper = document.createElement('div');
  paper.className = 'paper';
  paper.append(sheet.cloneNode(true));
  document.body.append(paper);
  const clear = (): void => {
    window.removeEventListener('afterprint', clear);
    paper.remove();
  };
  window.addEventListener('afterprint', clear);
  window.print();
}
