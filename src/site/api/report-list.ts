import { say } from '../../messages/index.js';
import type { Portfolio } from '../types.js';
import type { ApiValue } from './schemas.js';

/** The portfolio's own first, then each product's. */
export function reportList({ products }: Portfolio): ApiValue<'ReportPage'>['items'] {
  const own = {
    product: null,
    title: say('site.api.portfolioReport'),
    formats: {
      json: '/api/v1/reports/portfolio',
      markdown: '/rapporter/samlet/halvaarsrapport.md',
      html: '/rapporter/samlet',
      csv: '/api/v1/portfolio.csv',
    },
  };
  const each = products
    .filter(({ assessment }) => assessment !== null)
    .map(({ slug, name }) => ({
      product: { slug, name },
      title: say('site.api.productReport', { product: name }),
      formats: {
        json: `/rapporter/${slug}.json`,
        markdown: `/rapporter/${slug}.md`,
        html: `/rapporter/${slug}.html`,
        csv: `/rapporter/${slug}.csv`,
      },
    }));
  return [own, ...each];
}
