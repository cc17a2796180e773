/**
 * The sliders speak through the player while they are dragged: its messages run only the picture's part of the page.
 * The player puts its function here; without a player there is none.
 *
 * @type {{slide: ((event: {name: string, value: number}) => void) | null}}
 */
export const voice = { slide: null };
