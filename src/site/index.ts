export { createPortfolioReader, type PortfolioReader, type ReaderOptions } from './reader.js';
export { readPortfolio, readProduct, type PortfolioOptions } from './portfolio.js';
export type * from './types.js';
