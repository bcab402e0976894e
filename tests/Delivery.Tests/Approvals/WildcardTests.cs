using Infra.Delivery.Approvals;

namespace Infra.Delivery.Tests.Approvals;

/// <summary>A pattern of a rule is met by every form in which somebody could write what it is about.</summary>
public sealed class WildcardTests
{
    [Theory]
    [InlineData("stacks/prod/*", "stacks/prod/release.yaml")]
    [InlineData("stacks/prod/*", "stacks/prod/")]
    [InlineData("*", "")]
    [InlineData("**a*", "xa")]
    [InlineData("a*b*c", "aXbYbZc")]
    [InlineData("stacks/prod/*", "Stacks/PROD/release.yaml")]
    [InlineData("STACKS/*", "stacks/x")]
    [InlineData("stacks/caf\u00e9/*", "stacks/cafe\u0301/x")]
    [InlineData("stacks/cafe\u0301/*", "stacks/caf\u00e9/x")]
    [InlineData("stacks/*", "\uff53\uff54\uff41\uff43\uff4b\uff53/x")]
    [InlineData("stacks/*", "stac\u212as/x")]
    [InlineData("stacks/*", "\u017ftacks/x")]
    [InlineData("infra/*", "\u0130nfra/x")]
    [InlineData("infra/*", "\u0131nfra/x")]
    [InlineData("infra/*", "i\u0307nfra/x")]
    [InlineData("stacks/*", "sta\u200bcks/x")]
    [InlineData("stacks/*", "\ud835\udc2ctacks/x")]
    [InlineData("*-payments", "eu-\ufb01-payments")]
    public void It_fits(string pattern, string text) => Assert.True(Wildcard.Fits(pattern, text));

    [Theory]
    [InlineData("stacks/prod/*", "stacks/staging/release.yaml")]
    [InlineData("stacks/prod", "stacks/prod/x")]
    [InlineData("a*b", "a")]
    [InlineData("", "a")]
    [InlineData("a", "")]
    [InlineData("stacks/*", "docs/\u00fc.md")]
    [InlineData("ab", "*")]
    [InlineData("a\u00e9b", "a\u00e9c")]
    [InlineData("stacks/prod/*", "*")]
    public void It_does_not_fit(string pattern, string text) => Assert.False(Wildcard.Fits(pattern, text));

    [Fact]
    public void Long_patterns_and_texts_are_answered()
    {
        Assert.False(Wildcard.Fits(string.Concat(Enumerable.Repeat("a*", 500)) + "b", new string('a', 4000)));
        Assert.True(Wildcard.Fits(string.Concat(Enumerable.Repeat("*a", 500)), new string('a', 4000)));
    }
}
