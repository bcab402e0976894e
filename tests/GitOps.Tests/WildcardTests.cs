using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Cases of Go's path.Match and of doublestar, which no program here runs; git's are in <see cref="RealRulesTests"/>.</summary>
public sealed class WildcardTests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("*", "abc", true)]
    [InlineData("a*", "ab/c", false)]
    [InlineData("a*/b", "abc/b", true)]
    [InlineData("a**b", "axxb", true)]
    [InlineData("a/**", "a/b/c", false)]
    [InlineData("ab[b-d]", "abc", true)]
    [InlineData("ab[^c]", "abc", false)]
    [InlineData("ab[!c]", "ab!", true)]
    [InlineData("a?b", "a☺b", true)]
    [InlineData("a?b", "a😀b", true)]
    [InlineData("a???b", "a☺b", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("a[^a]b", "a☺b", true)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("[\\-x]", "-", true)]
    [InlineData("[a\\]b]", "]", true)]
    [InlineData("./a", "a", false)]
    public void Folders_are_matched_as_Go_matches_paths(string pattern, string path, bool matches) => Assert.Equal(matches, Wildcards.Folders(pattern)(path));

    [Theory]
    [InlineData("[]a]")]
    [InlineData("[-]")]
    [InlineData("[x-]")]
    [InlineData("[-x]")]
    [InlineData("[a-b-c]")]
    [InlineData("[")]
    [InlineData("[^")]
    [InlineData("[a")]
    [InlineData("a\\")]
    public void Malformed_patterns_of_folders_are_refused(string pattern) => Assert.Throws<FunctionException>(() => Wildcards.Folders(pattern));

    [Theory]
    [InlineData("a/*/c.yaml", "a/b/c.yaml", true)]
    [InlineData("a/*.yaml", "a/b/c.yaml", false)]
    [InlineData("**/c.yaml", "c.yaml", true)]
    [InlineData("**/c.yaml", "a/b/c.yaml", true)]
    [InlineData("a/**/c.yaml", "a/c.yaml", true)]
    [InlineData("a/**/c.yaml", "ab/c.yaml", false)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a", true)]
    [InlineData("a**/c", "ab/x/c", false)]
    [InlineData("a/{b,c}/*.{yaml,json}", "a/c/d.json", true)]
    [InlineData("a/{b,c}/*.{yaml,json}", "a/d/d.json", false)]
    [InlineData("a/{b,{c,d}x}", "a/dx", true)]
    [InlineData("./a/../b.yaml", "b.yaml", true)]
    [InlineData("/b.yaml", "b.yaml", true)]
    [InlineData("a[!b]c", "axc", true)]
    [InlineData("a[!b]c", "a/c", false)]
    [InlineData("**", "a/.b", true)]
    public void Files_are_matched_as_doublestar_matches_them(string pattern, string path, bool matches) => Assert.Equal(matches, Wildcards.DoubleStar(pattern)(path));

    [Theory]
    [InlineData("a/{b")]
    [InlineData("a/b}")]
    [InlineData("../a")]
    [InlineData("a/[")]
    public void Malformed_patterns_of_files_are_refused(string pattern) => Assert.Throws<FunctionException>(() => Wildcards.DoubleStar(pattern));
}
