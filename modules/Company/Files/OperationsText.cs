using System.Globalization;
using Infra.Company.Answering;
using Infra.Settings.ServiceLevels;
using Infra.Settings.Stacks;
using Infra.Settings.Waivers;

namespace Infra.Company.Files;

/// <summary>Service levels and waivers.</summary>
internal static class OperationsText
{
    // Long enough to find another way, and short enough to be asked again.
    private const int WaiverDays = 180;

    public static GeneratedFile ServiceLevels(CompanyAnswers answers)
    {
        EnvironmentAnswers[] serving = [.. answers.Environments.Where(e => e.Tier != Tier.Development)];
        string environments = serving.Length == 0 ? "environments: {}\n" : $"environments:\n{Lines.All(serving, Promise)}";
        return new(ServiceLevelsFile.Path, $"{Lines.Schema(ServiceLevelsFile.Path, "service-levels")}# What each environment promises to those who use it and to the regulator. The rules SLA001 to SLA004 evaluate what serves customers.\n{environments}");
    }

    public static GeneratedFile Waivers(CompanyAnswers answers, DateTimeOffset now) => new(
        WaiverFile.Path,
        $"""
        {Lines.Schema(WaiverFile.Path, "waivers")}# Violations that are accepted until a day. `infra policy check` counts and shows them; docs/rules.md says what holds for waivers themselves.
        waivers:
          apply-identity-administers-secrets:
            rule: SEC005
            resource: urn:pulumi:bootstrap::infra::infra:cloud:IdentityAccess$gcp:projects/iAMMember:IAMMember::{answers.Prefix}-*-apply-secretmanager.admin
            reason: Google has no narrower role that may set who reads an entry; only the protected environment can take this identity on.
            owner: platform-team@{answers.Domain}
            approver: security@{answers.Domain}
            expires: "{now.UtcDateTime.AddDays(WaiverDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"

        """);

    public static string Promise(EnvironmentAnswers environment) => environment.Tier switch
    {
        Tier.Production => $"""
          {environment.Stack}:
            # 43 minutes of a month.
            uptimePercent: "99.9"
            recoveryMinutes: 240
            # A backup each hour (BAK005, BAK006).
            lossMinutes: 60
            incidents:
              notifyMinutes: 15
              escalateMinutes: 60
              reportHours: 24

        """,
        Tier.Staging => $"""
          {environment.Stack}:
            uptimePercent: "99.0"
            recoveryMinutes: 1440
            lossMinutes: 1440
            incidents:
              notifyMinutes: 60
              escalateMinutes: 240
              reportHours: 72

        """,
        _ => "",
    };
}
