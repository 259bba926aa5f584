import {Paper, Stack, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Case, ContentItem} from '../../api';
import {inWords, moment} from '../../layout';
import {contentSections} from './content-sections';
import {ContentValue} from './content-value';
import {DocumentContent} from './document-content';
import {isDocument} from './document-words';
import {shownName} from './shown-name';

/** What is known of the case, as far as one may see it: one card a record, in the order in which it came. */
export function ContentList({shown}: {readonly shown: Case}): ReactNode {
  return contentSections(shown).map(({title, items}, at) => {
    const id = `content-${String(at)}`;
    return (
      <section key={title} aria-labelledby={id}>
        <Title order={2} id={id} mb="sm">
          {title}
        </Title>
        <Stack gap="sm">
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </Stack>
      </section>
    );
  });
}

function personOf(item: ContentItem): string {
  const person = item.for ?? item.by;
  if (!person) return '';
  const name = item.own ? 'you' : shownName(person);
  return item.for === null ? name : `for ${name}`;
}

function Item({item}: {readonly item: ContentItem}): ReactNode {
  const title = inWords(item.kind);
  return (
    <Paper withBorder p="md" component="article" aria-label={title}>
      <Title order={3}>{title}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {[moment(item.at), personOf(item)].filter(Boolean).join(' · ')}
      </Text>
      <div>
        {isDocument(item.data) ? (
          <DocumentContent document={item.data} />
        ) : (
          <ContentValue value={item.data} />
        )}
      </div>
    </Paper>
  );
}
