"""What every page needs to be read by all: contrast, a focus that is seen, colours of the visitor's own, and signs of what is hidden."""

INK, QUIET, LINK = "light-dark(#1b2430, #e6ebf2)", "light-dark(#545d6a, #aab3c0)", "light-dark(#2257a5, #7fb2ff)"
HERE = ":is(a:not([href]), [disabled], [aria-disabled='true'])"  # the link to the page that one is on
CHOSEN = ":is([aria-pressed='true'], [aria-checked='true'], [aria-selected='true'], [data-selected='true'])"

# Streamlit writes captions, and the page that one is on, at less than 4.5 : 1.
STYLE = f"""<style>
[data-testid="stMarkdownContainer"] h2 {{ font-size: 1.25rem; padding: 0.5rem 0 0.4rem; }}
[data-testid="stMarkdownContainer"] :not(pre) > code {{ font-size: 0.875rem; }}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] :is(p, li, a) {{ color: {QUIET}; opacity: 1; }}
.st-key-ways {HERE} p {{ color: {INK}; font-weight: 700; }}
.stApp :is(a, button, summary, [role="tab"], [role="option"]):focus-visible {{ outline: 2px solid {LINK}; outline-offset: 2px; }}
/* What is wider than its place fades out on the side where there is more. */
[data-more] {{ mask-image: linear-gradient(to right, #000 calc(100% - 2.2rem), transparent); }}
[data-wide]:focus-visible {{ outline: 2px solid {LINK}; mask-image: none; }}
/* Where colours are the visitor's own, what is chosen is seen all the same, and what ties a row to its curve keeps its colour. */
@media (forced-colors: active) {{
  .stApp :is({CHOSEN}, .switch label:has(:checked)) {{
    forced-color-adjust: none; background: Highlight; color: HighlightText; border-color: Highlight;
  }}
  .stApp {CHOSEN} * {{ color: inherit; }}
  .basin-report i, .swatch, .basin-charts :is(.mark, .end), .basin-player .cut {{ forced-color-adjust: none; }}
}}
</style>"""
