/** The parts of a component that fit a selector; whoever asks knows what kind of element they are. */

/** The first. @template {HTMLElement} [Part=HTMLElement] @param {ParentNode} root @param {string} selector @returns {Part} */
export const find = (root, selector) => root.querySelector(selector);

/** All. @template {HTMLElement} [Part=HTMLElement] @param {ParentNode} root @param {string} selector @returns {NodeListOf<Part>} */
export const findAll = (root, selector) => root.querySelectorAll(selector);
