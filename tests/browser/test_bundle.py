"""Our browser files, joined into one, are what they are apart."""

from ui.frame.server import BASE, WEB

NAMES = """async (base) => {
  const { modules } = await import(`${base}/basin.js`), apart = {};
  for (const name in modules) apart[name] = Object.keys(await import(`${base}/${name}`)).sort();
  return [Object.fromEntries(Object.entries(modules).map(([name, one]) => [name, Object.keys(one).sort()])), apart];
}"""


def test_the_bundle_has_every_module_with_all_that_it_exports(visit):
    page = visit()
    together, apart = page.evaluate(NAMES, f"/{BASE}")
    assert together == apart
    assert set(together) == {path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js")}


def test_a_copied_listing_is_the_code_that_ran(visit):
    page = visit("?runs=Adam")
    code = page.locator(".basin-code")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code.hover()
    code.get_by_role("button", name="Copy").click()
    code.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    page.context.clear_permissions()
    assert copied == code.locator("pre").inner_text()
    assert copied.startswith("def step(x, g, state, lr, beta1, beta2, eps")
