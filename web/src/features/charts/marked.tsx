import {Mark} from '@mantine/core';
import type {ReactNode} from 'react';
import {markedParts} from './find-entries';
import {useReading} from './reading';

/** A text in which the words that are sought stand out. */
export function Marked({text}: {readonly text: string}): ReactNode {
  const {words} = useReading();
  if (words.length === 0) return text;
  return markedParts(text, words).map((part, index) =>
    part.found ? (
      <Mark key={`${String(index)} ${part.text}`} color="amber">
        {part.text}
      </Mark>
    ) : (
      part.text
    ),
  );
}
