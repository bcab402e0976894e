using System.Collections.Immutable;
using Infra.Delivery.KeptRules;

namespace Infra.Delivery.Tests.Gates;

public sealed class RulesBundleTests
{
    private static readonly RulesBundle Rules = new(
        new string('a', 40), "sha256:program", ImmutableSortedDictionary<string, string>.Empty.Add("stacks/approvals.yaml", "people:\n").Add("stacks/gates.yaml", "environments:\n"));

    [Fact]
    public void What_owners_approve_is_the_same_in_every_commit_that_holds_it() => Assert.Equal(
        ("sha256:aa87d45978727a32a68fe69919f8a5b4b3511bb48653aad1b9b5204fc92b63d4", Rules.Content), (Rules.Content, (Rules with { Commit = new string('b', 40) }).Content));

    [Fact]
    public void What_owners_approve_is_another_with_any_other_byte_of_a_file_or_of_the_program()
    {
        RulesBundle[] others =
        [
            Rules with { Program = "sha256:programs" },
            Rules with { Files = Rules.Files.SetItem("stacks/gates.yaml", "environments: \n") },
            Rules with { Files = Rules.Files.SetItem("stacks/gates.yaml", "") },
            Rules with { Files = Rules.Files.Remove("stacks/gates.yaml") },
            Rules with { Files = Rules.Files.Remove("stacks/gates.yaml").Add("stacks/waivers.yaml", "environments:\n") },
        ];

        Assert.Equal(others.Length + 1, others.Append(Rules).Select(r => r.Content).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The files stood in stacks/ itself when these were kept.</summary>
    [Fact]
    public void What_was_kept_before_the_files_had_folders_is_read_by_their_names_of_today()
    {
        RulesBundle read = RulesBundle.Read("rules", Rules.ToBytes(), Rules.Digest);

        Assert.Equal(["stacks/delivery/approvals.yaml", "stacks/delivery/gates.yaml"], read.ByPath.Keys);
        Assert.Equal([], read.Differences(read.ByPath, "sha256:program"));
        Assert.Equal(["stacks/delivery/gates.yaml"], read.Differences(read.ByPath.SetItem("stacks/delivery/gates.yaml", "other"), "sha256:program"));
    }

    [Fact]
    public void A_file_that_is_there_under_both_names_counts_by_that_of_today()
    {
        RulesBundle both = Rules with { Files = Rules.Files.Add("stacks/delivery/gates.yaml", "now") };

        Assert.Equal("now", both.ByPath["stacks/delivery/gates.yaml"]);
    }
}
