using Infra.Company.Answering;
using Infra.Company.Countries;
using Infra.Settings.Stacks;

namespace Infra.Company.Files;

/// <summary>Gates, calendar, the repository on GitHub, and what workflows download.</summary>
internal static class DeliveryText
{
    public static GeneratedFile Gates(CompanyAnswers answers) => new(
        "stacks/delivery/gates.yaml",
        $$"""
        {{Lines.Schema("stacks/delivery/gates.yaml", "gates")}}# What each environment asks of a plan before it is applied: a gate that is written is required, {} means its defaults. docs/gates.md explains each,
        # and those that are not here: healthGood, budgetWithin and a rollout ask for evidence that a script of yours brings (docs/gates.md#evidence).
        environments:
          # It decides who may apply everywhere else.
          bootstrap:
            planFresh: {}
            policyClean: {}
            approvalsMet:
              least: 2
            freezeClear: {}
        {{Lines.All(answers.Environments, e => Gates(answers, e))}}risk:
          weights:
            blastRadius: 25
            dependencyImpact: 20
            historicalFailures: 20
            businessCriticality: 20
            complianceRisk: 15
          levels:
            medium: 25
            high: 50
            critical: 75
          complianceTags:
            - regulatory

        """);

    public static GeneratedFile Calendar(CompanyAnswers answers)
    {
        // Where nothing serves customers, what holds for them holds for the last environment.
        string[] serving = answers.Production.Any() ? [.. answers.Production.Select(e => e.Stack.Value)] : [answers.Environments[^1].Stack.Value];
        CountryCalendar country = CountryCalendar.Of(answers.Country);
        string windows = $"windows:\n{Lines.All(country.Windows, w => w.Yaml(serving))}";
        string freezes = $"freezes:\n{Lines.All(country.Freezes, f => f.Yaml(serving))}";
        return new(
            "stacks/delivery/calendar.yaml",
            $"""
            {Lines.Schema("stacks/delivery/calendar.yaml", "calendar")}# When deployments may begin. docs/calendar.md says how this is read; where rules overlap the strictest wins.
            {(country.IsOfCountry ? "# Add the sales and events of the company.\n" : $"# No calendar of {answers.Country} is known here: add its holidays, and the sales and events of the company.\n")}zone: {answers.Zone}
            # A year that is not here answers with an error, never with open.
            years:
              - 2026
              - 2027
              - 2028
            phases:
              none:
                weeks: 8
                largest: major
              low:
                weeks: 6
                largest: minor
              medium:
                weeks: 4
                largest: bug-fix
              high:
                weeks: 2
                largest: critical-fix
              extreme:
                weeks: 1
                largest: emergency
            otherwise:
              bootstrap: manual-approval
            {Lines.All(answers.Environments, e => $"  {e.Stack}: {(e.Tier == Tier.Development ? "allowed" : "manual-approval")}\n")}{windows}{freezes}
            """);
    }

    public static GeneratedFile GitHub(CompanyAnswers answers)
    {
        string app = answers.GitHub.App is { } id
            ? $"variables:\n  # The GitHub App that writes the branches of records, and opens the pull requests of releases.\n  INFRA_GITHUB_APP_ID: \"{id}\"\n"
            : "# variables:\n#   INFRA_GITHUB_APP_ID: the App ID of the GitHub App that jobs sign in as (docs/github.md#sign-in)\n";
        return new(
            "stacks/delivery/github.yaml",
            $"""
            {Lines.Schema("stacks/delivery/github.yaml", "github")}# The repository on GitHub: what does not follow from the other files. `infra github sync` makes it so.
            repository: {answers.GitHub.Repository}
            environments:
              # Whose approvals count is in approvals.yaml; these teams let a run begin. GitHub takes six of them.
            {Lines.All(answers.Environments.Where(e => e.Tier != Tier.Development), e => $"  {e.Stack}:\n{Lines.Of(4, "teams", e.Tier == Tier.Production ? ["platform", "security"] : ["platform"])}")}  bootstrap:
                teams:
                  - platform
                  - security
                variables:
                  # The account of the administrators' group; bootstrap does not make it, because it makes bootstrap.
                  BOOTSTRAP_ACCOUNT: {answers.Prefix}-bootstrap@{answers.SeedProject}.iam.gserviceaccount.com
              bootstrap-seal:
                variables:
                  # An account of the same group that only reads: it plans what is sealed and approved.
                  BOOTSTRAP_PLAN_ACCOUNT: {answers.Prefix}-bootstrap-plan@{answers.SeedProject}.iam.gserviceaccount.com
            {app}reviews: 1
            # Code owners are not enough for what decides: any one of a line would do. One of this team approves each change of it.
            rulesTeam: security
            # The workflows that stand for the suites that gates.yaml asks for.
            suites:
              unit:
                workflow: ci.yml
                jobs:
                  - test (official)
                  - test (offline)
            codeOwners:
              "*":
                - platform
              /.github/:
                - platform
                - security
              /modules/Policy/:
                - platform
                - security
              /stacks/:
                - platform
              /stacks/delivery/approvals.yaml:
                - security
              /stacks/delivery/gates.yaml:
                - security
              /stacks/rules/waivers.yaml:
                - security
            {Lines.All(answers.Production, e => $"  /stacks/{e.Stack}/:\n    - platform\n    - security\n")}labels:
              infra:
                color: 1d76db
                description: Opened and closed by infra

            """);
    }

    public static GeneratedFile Tools() => new(
        "stacks/delivery/tools.sha256",
        """
        # What workflows download, one line a file: its SHA-256 and its name (modules/Model/Actions/ToolTable.cs says from where).
        # A job stops before it signs in where a line is missing or the file is another. Take the digests from the checksums beside each release, from two
        # places, and have them reviewed: https://github.com/pulumi/pulumi/releases, https://github.com/pulumi/pulumi-gcp/releases,
        # https://github.com/pulumi/pulumi-kubernetes/releases; that of the plugin for clusters from https://dl.google.com/dl/cloudsdk/channels/rapid/components-2.json.
        # gcloud 552.0.0 as NixOS/nixpkgs pins it (pkgs/by-name/go/google-cloud-sdk/data.nix at 0cdfaf4c0bd5b21c8169b28595f7b6e3d7a37b2b).
        3a493a5dfdb058e17f239e5164ee388d5c96a60986dca7a8a1bd09dbb1733082  google-cloud-sdk-552.0.0-linux-x86_64.tar.gz

        """);

    public static string Gates(CompanyAnswers answers, EnvironmentAnswers environment)
    {
        if (environment.Tier == Tier.Development)
        {
            return $$"""
                  {{environment.Stack}}:
                    planFresh: {}
                    policyClean: {}

                """;
        }

        string production = environment.Tier == Tier.Production ? $"    windowOpen: {{}}\n{Soak(answers, environment)}    rollbackReady: {{}}\n" : "";
        string least = environment.Tier == Tier.Production ? "\n      least: 2" : " {}";
        return $$"""
              {{environment.Stack}}:
                planFresh: {}
                policyClean: {}
                approvalsMet:{{least}}
                freezeClear: {}
                testsPassed:
                  suites:
                    - unit
                riskWithin: {}
            {{production}}
            """;
    }

    // The last environment before production runs the same for two hours first.
    private static string Soak(CompanyAnswers answers, EnvironmentAnswers environment) =>
        answers.Environments.TakeWhile(e => e != environment).LastOrDefault(e => e.Tier != Tier.Production) is { } before ? $"    soakElapsed:\n      from: {before.Stack}\n      hours: 2\n" : "";
}
