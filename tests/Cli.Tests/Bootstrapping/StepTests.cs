using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Bootstrapping;

namespace Infra.Cli.Tests.Bootstrapping;

public sealed class StepTests
{
    [Fact]
    public void A_step_comes_after_every_step_that_it_depends_on()
    {
        HashSet<string> before = new(StringComparer.Ordinal);
        foreach (BootstrapStep step in BootstrapSteps.All)
        {
            Assert.All(step.DependsOn, d => Assert.Contains(d, before));
            Assert.True(before.Add(step.Name), $"{step.Name} is there twice");
        }
    }

    [Fact]
    public async Task The_steps_as_JSON_have_the_documented_fields()
    {
        using Workspace workspace = new();
        using StringWriter output = new();
        Assert.Equal(0, await workspace.RunAsync(["bootstrap", "--list-steps", "--format", "json"], output, TextWriter.Null));

        using JsonDocument document = JsonDocument.Parse(output.ToString());
        Assert.Equal(["schema", "steps"], document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("infra.bootstrap-steps/v1", document.RootElement.GetProperty("schema").GetString());
        Assert.All(document.RootElement.GetProperty("steps").EnumerateArray(), s =>
            Assert.Equal(["name", "what", "dependsOn", "doneWhen", "undo", "stays"], s.EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public async Task The_page_has_the_steps_that_the_program_has()
    {
        using Workspace workspace = new();
        using StringWriter output = new();
        await workspace.RunAsync(["bootstrap", "--list-steps", "--format", "markdown"], output, TextWriter.Null);

        string page = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "docs", "bootstrap.md"), TestContext.Current.CancellationToken);
        Assert.Contains($"\n{output}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_the_facts_do_not_confirm_is_an_error_and_nothing_after_it_is_tried()
    {
        List<string> said = [];
        BootstrapRun run = new([Step("one"), Step("two")], new Stubborn(), said.Add, () => { });

        InfraException error = await Assert.ThrowsAsync<InfraException>(() => run.DoAsync(TestContext.Current.CancellationToken));

        Assert.Equal("Step one was carried out and is still not done: nothing changed. It does one. Look at what it left, and run the same again.", error.Message);
        Assert.Empty(said);
    }

    [Fact]
    public void What_a_locked_bucket_needs_stays_with_it_and_nothing_else_does()
    {
        PlacedResource[] placed =
        [
            Placed("gcp:organizations/project:Project", "seed", "projects/seed"),
            Placed("gcp:kms/keyRing:KeyRing", "ring", "rings/a", "seed"),
            Placed("gcp:kms/cryptoKey:CryptoKey", "audit", "rings/a/audit", "ring"),
            Placed("gcp:storage/bucket:Bucket", "audit-bucket", "audit", "audit") with { IsLocked = true },
            Placed("gcp:storage/bucket:Bucket", "state-bucket", "state", "ring"),
            Placed("gcp:organizations/project:Project", "dev", "projects/dev", "seed"),
        ];

        Assert.Equal(["audit", "audit-bucket", "ring", "seed"], WhatStays.Urns(placed).Select(u => new Urn(u).Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "project projects/seed: audit needs it",
                "key ring rings/a: audit needs it",
                "bucket audit: its retention is locked, so it stays until its last record is old enough",
                "project id projects/dev: Google keeps the deleted project for 30 days and gives the id to nobody else after",
            ],
            WhatStays.Lines(placed));
    }

    private static BootstrapStep Step(string name) => new(name, $"does {name}", [], "never", Undo: null, []);

    private static PlacedResource Placed(string type, string name, string id, params string[] needs) =>
        new(Of(type, name), id, Custom: true, Protect: false, [.. needs.Select(n => Of(Type(n), n))], IsLocked: false);

    private static string Type(string name) => name switch
    {
        "seed" => "gcp:organizations/project:Project",
        "ring" => "gcp:kms/keyRing:KeyRing",
        _ => "gcp:kms/cryptoKey:CryptoKey",
    };

    private static string Of(string type, string name) => $"urn:pulumi:bootstrap::infra::{type}::{name}";

    private sealed class Stubborn : IBootstrapWork
    {
        public StepWork Of(BootstrapStep step) => step.Name == "one"
            ? new StepWork(_ => Task.FromResult(StepFinding.Needed("nothing changed")), _ => Task.FromResult("tried"))
            : throw new InvalidOperationException($"{step.Name} must not be reached");

        public Task<System.Collections.Immutable.ImmutableArray<string>> CheckUndoAsync(CancellationToken cancellation) => throw new InvalidOperationException("no undo");
    }
}
