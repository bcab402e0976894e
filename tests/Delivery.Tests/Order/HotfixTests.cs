using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Order;
using Infra.Model.Values;

namespace Infra.Delivery.Tests.Order;

public sealed class HotfixTests
{
    private static readonly ServiceOrder Shop = OrderSample.Order(OrderSample.Shop);
    private static readonly GitRevision Present = Commit('a');

    [Fact]
    public void Each_application_gets_its_own_revision_in_the_order_of_deployment()
    {
        Hotfix hotfix = new(Shop, [new(KubernetesName.Of("order"), Present, Commit('1')), new(KubernetesName.Of("auth"), Present, Commit('2')), new(KubernetesName.Of("payment"), Present, Commit('3'))]);
        Assert.Equal(["auth 2", "payment 3", "order 1"], hotfix.Changes.Select(c => $"{c.App} {c.Given.Value[0]}"));
    }

    [Fact]
    public void A_failure_takes_back_that_one_and_the_rest_go_on_even_what_depends_on_it()
    {
        Hotfix hotfix = new(Shop, [.. new[] { "auth", "payment", "order" }.Select(n => new HotfixChange(KubernetesName.Of(n), Present, Commit('b')))]);
        ImmutableArray<HotfixLine> report = hotfix.Report(new Dictionary<KubernetesName, string?> { [KubernetesName.Of("auth")] = "5 % of its requests failed", [KubernetesName.Of("payment")] = null });
        Assert.Equal(
            ["1 auth RolledBack a 5 % of its requests failed", "2 payment Fixed b ", "3 order Waiting a "],
            report.Select(l => $"{l.Step} {l.Change.App} {l.Outcome} {l.Revision.Value[0]} {l.Failure}"));
    }

    [Fact]
    public void All_that_speaks_against_a_hotfix_is_said_at_once()
    {
        ImmutableArray<HotfixChange> changes =
        [
            new(KubernetesName.Of("user"), Present, Present),
            new(KubernetesName.Of("paymant"), Present, Commit('b')),
            new(KubernetesName.Of("auth"), GitRevision.Of("main"), Commit('b')),
            new(KubernetesName.Of("auth"), Present, Commit('c')),
            new(KubernetesName.Of("mainframe"), Present, GitRevision.Of("fix/now")),
        ];
        string[] expected =
        [
            "auth is named 2 times, and gets one revision",
            "auth: \"main\" is a branch, which moves; a hotfix goes from commit to commit, of 40 hexadecimal digits each",
            "mainframe does not run here; there are: auth, fraud, inventory, notification, order, payment, user",
            "mainframe: \"fix/now\" is a branch, which moves; a hotfix goes from commit to commit, of 40 hexadecimal digits each",
            "paymant does not run here; did you mean payment?",
            $"user runs {Present} already",
        ];
        Assert.Equal(expected, Hotfix.Objections(Shop, changes));
        Assert.StartsWith(string.Join("; ", expected), Assert.Throws<ArgumentException>(() => new Hotfix(Shop, changes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hotfix_of_nothing_is_refused() => Assert.Equal(["a hotfix names at least one application, and this one names none"], Hotfix.Objections(Shop, []));

    [Fact]
    public void A_finding_about_another_application_is_refused() => Assert.StartsWith(
        "These applications are not of the hotfix: fraud.",
        Assert.Throws<ArgumentException>(() => new Hotfix(Shop, [new(KubernetesName.Of("auth"), Present, Commit('b'))]).Report(new Dictionary<KubernetesName, string?> { [KubernetesName.Of("fraud")] = null })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Whatever_fails_of_a_hotfix_no_other_application_changes_its_line() =>
        Prop.ForAll(
            Gen.Choose(1, 127).SelectMany(chosen => Gen.Choose(0, 127).SelectMany(known => Gen.Choose(0, 127).Select(bad => (chosen, known, bad)))).ToArbitrary(),
            c =>
            {
                Hotfix hotfix = new(Shop, [.. Shop.Services.Where((_, i) => (c.chosen & (1 << i)) != 0).Select(s => new HotfixChange(s.Name, Present, Commit('b')))]);
                Dictionary<KubernetesName, string?> findings = [];
                foreach (HotfixChange change in hotfix.Changes.Where((_, i) => (c.known & (1 << i)) != 0))
                {
                    findings[change.App] = null;
                }

                ImmutableArray<HotfixLine> good = hotfix.Report(findings);
                foreach (KubernetesName failed in findings.Keys.Where((_, i) => (c.bad & (1 << i)) != 0).ToArray())
                {
                    findings[failed] = "it failed";
                }

                ImmutableArray<HotfixLine> report = hotfix.Report(findings);
                return report.Zip(good).All(pair => findings.GetValueOrDefault(pair.First.Change.App) is null
                    ? pair.First == pair.Second
                    : pair.First is { Outcome: HotfixOutcome.RolledBack, Failure: "it failed" } && pair.First.Revision == Present);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static GitRevision Commit(char digit) => GitRevision.Of(new string(digit, 40));
}
