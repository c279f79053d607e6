/** What is said above the nearest documents where none answers. */
import { m } from '../../paraglide/messages.js';
import type { SearchResponse } from '../../platform/types';

/** Names the product that is missing, where that is the reason. */
export function noneSaid({ without }: Pick<SearchResponse, 'without'>): string {
  return without === null ? m.search_none() : m.search_without({ name: without });
}
