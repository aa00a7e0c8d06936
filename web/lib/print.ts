/**
 * Prints a PDF of the server without leaving the page: in a hidden frame, or, where the browser will not print a
 * frame, in a new tab. The server counts prints and marks copies; here nothing is remembered.
 */
const KEEP_FRAME_MS = 120_000;

export type Printed = 'sent-to-dialog' | 'opened-in-tab';

function openInTab(href: string): Printed {
  window.open(href, '_blank', 'noopener');
  return 'opened-in-tab';
}

export function printPdf(href: string): Promise<Printed> {
  // Without a viewer of its own the browser saves the file, and a frame would never tell that it is loaded.
  if (!navigator.pdfViewerEnabled) return Promise.resolve(openInTab(href));
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.className = 'print-frame';
    frame.title = 'print';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    frame.src = href;
    frame.onerror = () => resolve(openInTab(href));
    frame.onload = () => {
      try {
        const view = frame.contentWindow;
        if (view === null) throw new Error('frame without window');
        view.focus();
        view.print();
        resolve('sent-to-dialog');
      } catch {
        resolve(openInTab(href));
      }
    };
    document.body.append(frame);
    // The print dialog reads from the frame; taken away too early it prints an empty sheet.
    setTimeout(() => frame.remove(), KEEP_FRAME_MS);
  });
}
