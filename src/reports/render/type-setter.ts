import {printableText, type HasGlyph} from './printable-text';
import {textStyles, type FontFace, type TextStyleName} from './style';
import {wrapText, type WrappedLine} from './wrap-text';

/** What is needed of the embedded type: widths in points at size 1,000, and which characters it can show. */
export interface TypeMetrics {
  readonly hasGlyph: HasGlyph;
  widthPerMille(face: FontFace, text: string): number;
}

/** Makes lines of text for the layout. */
export class TypeSetter {
  constructor(private readonly metrics: TypeMetrics) {}

  /** The lines of a text in a style, none of them wider than `width` points. */
  wrap(text: string, style: TextStyleName, width: number): WrappedLine[] {
    const {face, size} = textStyles[style];
    const measure = (part: string): number => (this.metrics.widthPerMille(face, part) * size) / 1000;
    return wrapText(this.printable(text), width, measure);
  }

  /** The text with nothing in it that the type cannot show. */
  printable(text: string): string {
    return printableText(text, this.metrics.hasGlyph);
  }
}
