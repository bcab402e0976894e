using Infra.Delivery.Envelopes;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Sealed;

/// <summary>Whatever a plan was made from besides files: state, time, packages, and who vouches for it.</summary>
public sealed class SealedFactTests(SealedRepository repository) : IClassFixture<SealedRepository>
{
    [Fact]
    public async Task An_envelope_that_expired_is_refused() =>
        Assert.Equal(["it expired at 2026-11-22T04:30:00Z, and now it is 2026-11-22T04:30:00Z."], await repository.AtAsync("2026-11-22T04:30:00Z"));

    [Fact]
    public async Task An_envelope_from_the_future_is_refused() =>
        Assert.Equal(["it was sealed at 2026-11-21T04:30:00Z, and now it is 2026-11-21T04:24:59Z: one of the clocks is wrong."], await repository.AtAsync("2026-11-21T04:24:59Z"));

    [Fact]
    public async Task Each_fact_of_the_machine_and_of_the_state_is_refused_by_its_name()
    {
        string other = PackageKind.IsOffline ? "official" : "offline";
        (Func<Seal, Seal> Alter, string Difference)[] cases =
        [
            (s => s with { Packages = other }, $"the kind of packages was {other} and is {PackageKind.Name}."),
            (s => s with { Closure = "sha256:0" }, "the resolved closure of packages was sha256:0 and is sha256:"),
            (s => s with { Tool = "0.0.1" }, "the version of infra was 0.0.1 and is "),
            (s => s with { Providers = s.Providers.SetItem("Pulumi.Gcp", "1.2.3") }, "the provider Pulumi.Gcp was 1.2.3 and is "),
            (s => s with { Providers = s.Providers.Remove("Pulumi.Kubernetes") }, "the provider Pulumi.Kubernetes is new."),
            (s => s with { Providers = s.Providers.Add("Pulumi.Aws", "6.0.0") }, "the provider Pulumi.Aws is gone."),
            (s => s with { Lineage = "elsewhere" }, "the lineage of the state was elsewhere and is none."),
            (s => s with { Serial = 1 }, "the serial of the state was 1 and is 0."),
            (s => s with { State = "sha256:0" }, "the digest of the recorded resources was sha256:0 and is sha256:"),
        ];
        foreach ((Func<Seal, Seal> alter, string difference) in cases)
        {
            // Sealed and signed by the pipeline itself, on another machine or over another state.
            string[] differences = await repository.AlteredAsync(e => Signed(e with { Seal = alter(e.Seal), Signatures = [] }, SealedRepository.Key));

            Assert.StartsWith(difference, Assert.Single(differences), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_signature_that_does_not_fit_is_refused()
    {
        const string Misfit = "the signature of the key pipeline does not fit, or was made when that key was not trusted.";

        Assert.Equal([Misfit], await repository.AlteredAsync(e => e with { ExpiresAt = e.ExpiresAt.AddHours(-1) }));
        Assert.Equal([Misfit], await repository.AlteredAsync(e => e with { Signatures = [e.Signatures[0] with { Value = [.. e.Signatures[0].Value.Reverse()] }] }));
        Assert.Equal([Misfit], await repository.AlteredAsync(e => e with { Signatures = [Signed(e, SealedRepository.NewKey()).Signatures[^1] with { KeyId = e.Signatures[0].KeyId }] }));
    }

    [Fact]
    public async Task A_field_that_was_edited_in_the_file_is_refused_as_altered()
    {
        string good = repository.Files.Read("plan.json");
        repository.Files.Replace("plan.json", "\"serial\": 0", "\"serial\": 1");

        (string output, int exitCode) = await repository.Files.RunAsync(["up", "dev", "--plan", "plan.json", "--yes"]);
        repository.Files.Write("plan.json", good);

        Assert.Equal(11, exitCode);
        Assert.Contains("error: plan.json is not an envelope as it was sealed: its digest is not that of its content.", output, StringComparison.Ordinal);
    }

    private static Envelope Signed(Envelope envelope, string pem)
    {
        using SigningKey key = SigningKey.FromPem(pem, "a test");
        return key.Sign(envelope);
    }
}
