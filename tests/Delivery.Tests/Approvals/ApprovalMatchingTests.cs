using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Approvals;

namespace Infra.Delivery.Tests.Approvals;

public sealed class ApprovalMatchingTests
{
    private static readonly string[] Roles = ["a", "b", "c"];

    [Fact]
    public void Twelve_people_of_one_role_do_not_fill_two_roles() =>
        Assert.Equal(["p00", null], ApprovalMatching.Fill(["security", "platform"], [.. Enumerable.Range(0, 12).Select(i => new ApprovalVoter($"p{i:D2}", ["security"]))]));

    [Fact]
    public void One_person_of_two_roles_fills_one() =>
        Assert.Single(ApprovalMatching.Fill(["security", "platform"], [new ApprovalVoter("asha", ["platform", "security"])]), "asha");

    [Fact]
    public void A_person_of_two_roles_makes_room_for_one_who_has_no_choice() =>
        Assert.Equal(["ravi", "asha"], ApprovalMatching.Fill(["security", "platform"], [new ApprovalVoter("asha", ["platform", "security"]), new ApprovalVoter("ravi", ["security"])]));

    [Fact]
    public void As_many_places_are_filled_as_any_way_of_giving_them_out_fills()
    {
        Gen<string?> slot = Gen.Choose(0, 3).Select(i => i == 3 ? null : Roles[i]);
        Gen<ImmutableArray<string>> roles = Gen.Choose(0, 7).Select(bits => Roles.Where((_, i) => (bits & (1 << i)) != 0).ToImmutableArray());
        Gen<(ImmutableArray<string?> Slots, ImmutableArray<ApprovalVoter> Voters)> cases =
            from slots in Gen.Choose(0, 5).SelectMany(n => Gen.ListOf(slot, n))
            from voters in Gen.Choose(0, 5).SelectMany(n => Gen.ListOf(roles, n))
            select (slots.ToImmutableArray(), voters.Select((r, i) => new ApprovalVoter($"p{i}", r)).ToImmutableArray());

        Prop.ForAll(cases.ToArbitrary(), c => Keeps(c.Slots, c.Voters)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static bool Keeps(ImmutableArray<string?> slots, ImmutableArray<ApprovalVoter> voters)
    {
        ImmutableArray<string?> filled = ApprovalMatching.Fill(slots, voters);
        string[] people = [.. filled.OfType<string>()];
        return people.Distinct(StringComparer.Ordinal).Count() == people.Length
            && slots.Zip(filled).All(s => s.Second is null || Fits(s.First, voters.Single(v => v.Person == s.Second)))
            && people.Length == Best(slots, voters, 0, []);
    }

    // Every way of giving places out.
    private static int Best(ImmutableArray<string?> slots, ImmutableArray<ApprovalVoter> voters, int slot, ImmutableHashSet<string> used) =>
        slot == slots.Length ? 0 : voters.Where(v => !used.Contains(v.Person) && Fits(slots[slot], v))
            .Select(v => 1 + Best(slots, voters, slot + 1, used.Add(v.Person))).Append(Best(slots, voters, slot + 1, used)).Max();

    private static bool Fits(string? slot, ApprovalVoter voter) => slot is null || voter.Roles.Contains(slot);
}
