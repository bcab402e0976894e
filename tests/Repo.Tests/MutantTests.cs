using System.Text.RegularExpressions;

namespace Infra.Repo.Tests;

/// <summary>The list of guards that <c>./run mutants</c> takes away one at a time names code that is there, and tests that are.</summary>
public sealed class MutantTests
{
    public static TheoryData<string> Lines => [.. File.ReadAllLines(Path.Combine(Tree.Root, "tests", "Attack.Tests", "mutants.tsv"))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_guard_stands_once_in_its_file_and_has_a_class_of_attack_tests(string line)
    {
        string[] parts = line.Split('\t');
        Assert.Equal(5, parts.Length);
        (string file, string old, string other, string tests) = (parts[1], Read(parts[2]), Read(parts[3]), parts[4]);

        Assert.Equal(1, Regex.Count(File.ReadAllText(Path.Combine(Tree.Root, file)), Regex.Escape(old)));
        Assert.NotEqual(old, other);
        Assert.Single(Directory.GetFiles(Path.Combine(Tree.Root, "tests", "Attack.Tests"), $"{tests}.cs", SearchOption.AllDirectories));
    }

    [Fact]
    public void No_guard_is_listed_twice() => Assert.Empty(Lines.Select(l => l.Data.Split('\t')[0]).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));

    // As printf %b of bash reads it.
    private static string Read(string text) => Regex.Replace(text, @"\\(.)", m => m.Groups[1].Value == "n" ? "\n" : m.Groups[1].Value);
}
