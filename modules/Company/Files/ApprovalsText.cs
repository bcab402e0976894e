using System.Collections.Immutable;
using Infra.Company.Answering;
using Infra.Settings.Stacks;

namespace Infra.Company.Files;

/// <summary>Who may approve what. A rule is written only where the people answered can fill it beside whoever made the change.</summary>
internal static class ApprovalsText
{
    private const string Path = "stacks/delivery/approvals.yaml";

    public static GeneratedFile Of(CompanyAnswers answers) => new(
        Path,
        $"""
        {Lines.Schema(Path, "approvals")}# Who may approve what. People are numbers at GitHub; keys are public: docs/gates.md says how they are made and listed.
        people:
        {Lines.All(answers.People, p => $"  {p.Name}:\n    github: \"{p.GitHub}\"\n    emails:\n      - {p.Email}\n")}{Bots(answers)}roles:
        {Lines.All(Roles(answers), r => $"  {r.Name}:\n{Lines.Of(4, "people", r.People)}")}# Two of them together approve a change of the rules where nobody of the role rules can: docs/gates.md.
        owners:
        {Lines.List(2, Owners(answers))}tags:
          regulatory:
            paths:
              - stacks/delivery/approvals.yaml
              - stacks/delivery/gates.yaml
            resources:
              - "*audit*"
              - "*-key-*"
        businessHours:
          zone: {answers.Zone}
          from: "09:00"
          until: "18:00"
          days:
            - monday
            - tuesday
            - wednesday
            - thursday
            - friday
        lifetimeHours: 24
        reviewHours: 24
        rules:
        {Lines.All(Rules(answers), r => r)}
        """);

    /// <summary>Whether a role of approvals.yaml has people.</summary>
    public static bool Has(CompanyAnswers answers, CompanyRole role) => !answers.In(role).IsEmpty;

    private static string Bots(CompanyAnswers answers) => answers.GitHub.Bot is not { } bot ? "" : $"""
        # Programs of the company that open pull requests and push, by the numbers of their accounts.
        bots:
          release:
            github: "{bot}"

        """;

    private static IEnumerable<(string Name, ImmutableArray<string> People)> Roles(CompanyAnswers answers)
    {
        ImmutableArray<string> everybody = [.. answers.People.Select(p => p.Name.Value)];
        ImmutableArray<string> Or(CompanyRole role, ImmutableArray<string> others) => answers.In(role) is { IsEmpty: false } named ? named : others;
        ImmutableArray<string> platform = Or(CompanyRole.Platform, everybody);
        ImmutableArray<string> security = Or(CompanyRole.Security, everybody);
        yield return ("platform_team", platform);
        yield return ("security_team", security);
        foreach ((CompanyRole role, string name) in new[] { (CompanyRole.Business, "business_owner"), (CompanyRole.Compliance, "compliance_team"), (CompanyRole.Cto, "cto"), (CompanyRole.Incident, "incident_commander") })
        {
            if (Has(answers, role))
            {
                yield return (name, answers.In(role));
            }
        }

        // Approves a change of the rules, or of the program that judges by them: docs/gates.md.
        yield return ("rules", security.Length > 1 ? security : [.. security.Concat(platform).Distinct()]);
    }

    public static IEnumerable<string> Owners(CompanyAnswers answers) =>
        answers.In(CompanyRole.Owner) is { IsEmpty: false } owners ? owners : answers.People.OrderByDescending(p => p.Roles.Contains(CompanyRole.Cto)).Take(2).Select(p => p.Name.Value);

    private static IEnumerable<string> Rules(CompanyAnswers answers)
    {
        string[] staging = Named(answers, Tier.Staging);
        string[] production = Named(answers, Tier.Production);
        yield return Rule("foundation", ["bootstrap"], ["security_team", "platform_team"]);
        if (staging.Length > 0)
        {
            yield return Rule("staging", staging, ["platform_team"]);
        }

        if (production.Length == 0)
        {
            yield break;
        }

        yield return Rule("production", production, ["security_team", "platform_team"], "    businessHours: true\n");
        yield return Extra(answers, "business", CompanyRole.Business, "business_owner", production, "");
        yield return Extra(answers, "regulatory-changes", CompanyRole.Compliance, "compliance_team", production, "    tags:\n      - regulatory\n");
        if (HasCtoBesideBusiness(answers))
        {
            yield return Extra(answers, "frozen", CompanyRole.Cto, "cto", production, "    freeze: low\n");
        }

        string[] emergency = [Has(answers, CompanyRole.Incident) ? "incident_commander" : "platform_team", Has(answers, CompanyRole.Cto) ? "cto" : "security_team"];
        yield return Rule("emergency", ["bootstrap", .. staging, .. production], emergency, "    emergency: true\n");
    }

    // One more person of a role, where somebody is left for it beside those whom production always needs and whoever made the change.
    private static string Extra(CompanyAnswers answers, string rule, CompanyRole role, string name, string[] environments, string when)
    {
        int others = answers.People.Count(p => p.Roles.Contains(role) && !p.Roles.Contains(CompanyRole.Platform) && !p.Roles.Contains(CompanyRole.Security));
        return others > 0 ? Rule(rule, environments, [name], when) : "";
    }

    // In a freeze both are asked, and one person fills one place.
    private static bool HasCtoBesideBusiness(CompanyAnswers answers) =>
        answers.In(CompanyRole.Business).IsEmpty || answers.In(CompanyRole.Cto).Union(answers.In(CompanyRole.Business)).Count() > 1;

    private static string[] Named(CompanyAnswers answers, Tier tier) => [.. answers.Environments.Where(e => e.Tier == tier).Select(e => e.Stack.Value)];

    private static string Rule(string name, string[] environments, string[] needs, string when = "") =>
        $"  {name}:\n{when}{Lines.Of(4, "environments", environments)}    needs:\n{Lines.All(needs, n => $"      {n}: 1\n")}";
}
