import { createRequire } from 'node:module';

/** A cell of a table. The first one of each row names the row. */
export type Cell = string;
export interface Column {
  readonly head: string;
  /** Its part of the width of the page. */
  readonly part: number;
  readonly right?: boolean;
}
export interface PaperTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** The last row: sums. */
  readonly sums?: readonly Cell[];
}
/** One group of bars, one bar for each series; null where there is no value. */
export interface PaperBars {
  readonly alt: string;
  readonly series: readonly string[];
  readonly groups: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly say: (value: number) => string;
}
export interface About { readonly title: string; readonly author: string; readonly subject: string; readonly at: Date }

const MARGIN = 54;
const SIZE = { h1: 20, h2: 14, text: 10, cell: 9, small: 8 } as const;
const SHADES = ['#1f1f1f', '#6b6b6b', '#a8a8a8', '#d9d9d9', '#ffffff'] as const;
const BLACK = '#000000';

const fonts = createRequire(import.meta.url);
const fontFile = (weight: '400Regular' | '700Bold'): string => fonts.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`);

/**
 * A paper that can be read aloud as well as printed: tagged, titled, in a language, with tables that know their headings,
 * a chart that has words, and fonts of its own. Nothing on it is said by color alone.
 */
export class Paper {
  private readonly root: PDFKit.PDFStructureElement;

  private constructor(private readonly doc: PDFKit.PDFDocument) {
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  /** The library is loaded with the first paper: a server that prints none starts without it. */
  static async begin({ title, author, subject, at }: About): Promise<Paper> {
    const { default: PDFDocument } = await import('pdfkit');
    const doc = new PDFDocument({
      size: 'LETTER', margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN }, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: 'en-US', displayTitle: true, bufferPages: true,
      font: fontFile('400Regular'), info: { Title: title, Author: author, Subject: subject, CreationDate: at, ModDate: at },
    } as unknown as PDFKit.PDFDocumentOptions); // Its types do not know PDF/UA, which it writes.
    doc.registerFont('regular', fontFile('400Regular')).registerFont('bold', fontFile('700Bold'));
    return new Paper(doc);
  }

  heading(level: 1 | 2, text: string): void {
    const size = level === 1 ? SIZE.h1 : SIZE.h2;
    this.doc.font('bold').fontSize(size);
    // A heading stays with what it heads.
    this.room(this.doc.heightOfString(text, { width: this.width }) + 90);
    this.put(level === 1 ? 'H1' : 'H2', text);
    this.doc.moveDown(0.3);
  }

  text(...sentences: readonly string[]): void {
    for (const sentence of sentences) {
      this.doc.font('regular').fontSize(SIZE.text);
      this.room(this.doc.heightOfString(sentence, { width: this.width }));
      this.put('P', sentence);
      this.doc.moveDown(0.4);
    }
  }

  table({ caption, columns, rows, sums }: PaperTable): void {
    const { doc } = this;
    const parts = columns.reduce((all, { part }) => all + part, 0);
    const widths = columns.map(({ part }) => (this.width * part) / parts);
    const table = doc.struct('Table');
    this.root.add(table);
    doc.font('bold').fontSize(SIZE.cell);
    this.room(80);
    table.add(doc.struct('Caption', {}, () => { doc.text(caption, MARGIN, doc.y, { width: this.width }); }));
    doc.y += 3;
    const heads = columns.map(({ head }) => head);
    this.row(table, heads, columns, widths, 'heads');
    for (const [n, row] of [...rows, ...(sums ? [sums] : [])].entries()) {
      const bold = sums !== undefined && n === rows.length;
      if (this.rowHeight(row, widths, bold) > this.left) {
        doc.addPage();
        // Heads again for the eye; read aloud they are known.
        this.row(null, heads, columns, widths, 'heads');
      }
      this.row(table, row, columns, widths, bold ? 'sums' : 'row');
    }
    table.end();
    doc.x = MARGIN;
    doc.y += 12;
  }

  bars({ alt, series, groups, say }: PaperBars): void {
    const { doc } = this;
    const bar = 11;
    const name = 110;
    const most = Math.max(1, ...groups.flatMap(({ values }) => values.map((value) => value ?? 0)));
    const scale = (this.width - name - 110) / most;
    // As many groups as fit; each piece is a figure by itself.
    const high = series.length * bar + 8;
    const legend = series.length * 12 + 6;
    let rest = [...groups];
    while (rest.length > 0) {
      const first = rest.length === groups.length;
      this.room((first ? legend : 0) + high);
      const piece = rest.slice(0, Math.max(1, Math.floor((this.left - (first ? legend : 0)) / high)));
      rest = rest.slice(piece.length);
      const top = doc.y;
      const bottom = top + (first ? legend : 0) + piece.length * high;
      this.root.add(doc.struct('Figure', { alt: first ? alt : `The chart goes on: ${piece.map((group) => group.name).join(', ')}.`, bbox: [MARGIN, top, MARGIN + this.width, bottom], placement: 'Block' } as PDFKit.Mixins.StructureElementOptions, () => {
        doc.font('regular').fontSize(SIZE.small);
        let y = top;
        if (first) {
          for (const [n, label] of series.entries()) {
            this.swatch(MARGIN, y + 1, 8, 8, n);
            this.line(`${letter(n)}: ${label}`, MARGIN + 14, y, this.width - 14);
            y += 12;
          }
          y += 6;
        }
        for (const group of piece) {
          this.line(group.name, MARGIN, y + ((series.length - 1) * bar) / 2, name - 18);
          for (const [n, value] of group.values.entries()) {
            this.line(letter(n), MARGIN + name - 14, y, 12);
            if (value !== null) {
              const long = Math.max(1, value * scale);
              this.swatch(MARGIN + name, y + 1, long, bar - 3, n);
              this.line(say(value), MARGIN + name + long + 4, y, 106);
            }
            y += bar;
          }
          y += 8;
        }
      }));
      doc.x = MARGIN;
      doc.y = bottom;
    }
    doc.y += 8;
  }

  /** Ends the paper: its pages are numbered, and its bytes are whole. */
  end(): Promise<Buffer> {
    const { doc } = this;
    const { start, count } = doc.bufferedPageRange();
    for (let n = start; n < start + count; n++) {
      doc.switchToPage(n);
      doc.markContent('Artifact', { type: 'Pagination' } as PDFKit.Mixins.MarkingOptions);
      doc.font('regular').fontSize(SIZE.small).fillColor(BLACK);
      // Below the margin: text there would begin a page of its own.
      const { bottom } = doc.page.margins;
      doc.page.margins.bottom = 0;
      doc.text(`Page ${n + 1} of ${count}`, MARGIN, doc.page.height - MARGIN + 16, { width: this.width, align: 'right', lineBreak: false });
      doc.page.margins.bottom = bottom;
      doc.endMarkedContent();
    }
    this.root.end();
    const pieces: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve, reject) => {
      doc.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => resolve(Buffer.concat(pieces))).on('error', reject);
    });
    doc.end();
    return whole;
  }

  private get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }
  private get left(): number {
    return this.doc.page.height - MARGIN - this.doc.y;
  }
  private room(height: number): void {
    if (this.left < height) this.doc.addPage();
  }

  private put(tag: string, text: string): void {
    this.root.add(this.doc.struct(tag, {}, () => { this.doc.fillColor(BLACK).text(text, MARGIN, this.doc.y, { width: this.width }); }));
  }

  private rowHeight(cells: readonly Cell[], widths: readonly number[], bold: boolean): number {
    this.doc.font(bold ? 'bold' : 'regular').fontSize(SIZE.cell);
    return Math.max(...cells.map((cell, n) => this.doc.heightOfString(cell, { width: widths[n]! - 6 }))) + 5;
  }

  /** One row; without a table it is drawn for the eye alone. */
  private row(table: PDFKit.PDFStructureElement | null, cells: readonly Cell[], columns: readonly Column[], widths: readonly number[], kind: 'heads' | 'row' | 'sums'): void {
    const { doc } = this;
    const bold = kind !== 'row';
    const height = this.rowHeight(cells, widths, bold);
    const top = doc.y;
    const cellAt = (n: number) => (): void => {
      doc.font(bold ? 'bold' : 'regular').fontSize(SIZE.cell).fillColor(BLACK);
      doc.text(cells[n]!, MARGIN + widths.slice(0, n).reduce((all, width) => all + width, 0) + 3, top + 2, { width: widths[n]! - 6, align: columns[n]!.right ? 'right' : 'left' });
    };
    const rule = (): void => { doc.moveTo(MARGIN, top + height).lineTo(MARGIN + this.width, top + height).lineWidth(kind === 'heads' ? 1 : 0.4).strokeColor(BLACK).stroke(); };
    if (table) {
      const line = doc.struct('TR');
      table.add(line);
      for (const n of cells.keys()) {
        const scope = kind === 'heads' ? 'Column' : n === 0 ? 'Row' : undefined;
        line.add(doc.struct(scope ? 'TH' : 'TD', (scope ? { scope } : {}) as PDFKit.Mixins.StructureElementOptions, cellAt(n)));
      }
      line.end();
      this.unread(rule);
    } else {
      this.unread(() => {
        for (const n of cells.keys()) cellAt(n)();
        rule();
      });
    }
    doc.y = top + height;
  }

  /** For the eye alone. */
  private unread(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' } as PDFKit.Mixins.MarkingOptions);
    draw();
    this.doc.endMarkedContent();
  }

  private line(text: string, x: number, y: number, width: number): void {
    this.doc.fillColor(BLACK).text(text, x, y, { width, height: 11, ellipsis: true, lineBreak: false });
  }

  private swatch(x: number, y: number, width: number, height: number, n: number): void {
    this.doc.rect(x, y, width, height).lineWidth(0.6).fillAndStroke(SHADES[n % SHADES.length]!, BLACK);
  }
}

const letter = (n: number): string => String.fromCharCode(65 + n);
