using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;

namespace Infra.GitHub.Generators;

/// <summary>
/// Installs Pulumi, its providers and gcloud from files whose digests a reviewed file of the repository has. They are installed before the job signs in:
/// until their digests are right, nothing of them runs, and nothing is there that they could take.
/// </summary>
internal static class Tools
{
    private const string Folder = "$RUNNER_TEMP/tools";

    /// <summary>The line before a command that uses them. Pulumi downloads no provider by itself.</summary>
    public const string Use = $"export PATH=\"{Folder}/pulumi:{Folder}/google-cloud-sdk/bin:$PATH\" PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true\n";

    /// <summary>The steps; the repository is checked out.</summary>
    public static ImmutableArray<JobStep> Steps { get; } =
    [
        new RunStep(
            "Install the tools whose digests are reviewed",
            $"tools=\"{Folder}\"\nmkdir \"$tools\"\n"
            + "take() { # take ADDRESS: what the reviewed file has no digest of, or another, is not unpacked\n  local file=\"${1##*/}\"\n"
            + $"  awk -v file=\"$file\" '$2 == file && $1 ~ /^[0-9a-f]+$/ && length($1) == 64' {ToolTable.DigestFile} > \"$tools/$file.sha256\"\n"
            + "  if [[ $(wc -l < \"$tools/$file.sha256\") != 1 ]]; then\n"
            + $"    echo \"{ToolTable.DigestFile} must have one line with the SHA-256 of $file, and has $(wc -l < \"$tools/$file.sha256\"): write what its publisher says, and have it reviewed\" >&2\n    return 1\n  fi\n"
            + "  curl --fail --silent --show-error --location --proto '=https' --max-filesize 1000000000 --max-time 600 --output \"$tools/$file\" \"$1\"\n"
            + "  (cd \"$tools\" && sha256sum --check --strict --quiet \"$file.sha256\")\n}\n"
            + string.Concat(ToolTable.All.Select(t => $"take {t.Address}\n"))
            + $"tar --extract --gzip --no-same-owner --directory \"$tools\" --file \"$tools/{ToolTable.Pulumi.File}\"\n"
            + $"tar --extract --gzip --no-same-owner --directory \"$tools\" --file \"$tools/{ToolTable.Gcloud.File}\"\n"
            + $"tar --extract --gzip --no-same-owner --directory \"$tools/google-cloud-sdk\" --file \"$tools/{ToolTable.ClusterSignIn.File}\"\n"
            + Use
            + $"pulumi plugin install resource gcp {ToolTable.GcpVersion} --file \"$tools/{ToolTable.Gcp.File}\"\n"
            + $"pulumi plugin install resource kubernetes {ToolTable.KubernetesVersion} --file \"$tools/{ToolTable.Kubernetes.File}\"\n",
            CommonSteps.None),
    ];
}
