namespace Pulumi.Behaviour.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Merging_nothing_makes_new_options() => Assert.NotNull(CustomResourceOptions.Merge(null, null));

    [Fact]
    public void Values_of_the_second_win()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { Version = "1", Protect = true, ImportId = "a" },
            new CustomResourceOptions { Version = "2", DeleteBeforeReplace = true });
        Assert.Equal(("2", true, "a", true), (merged.Version, merged.Protect, merged.ImportId, merged.DeleteBeforeReplace));
    }

    [Fact]
    public void Lists_are_joined()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { IgnoreChanges = { "a" }, AdditionalSecretOutputs = { "x" }, ReplaceOnChanges = { "m" } },
            new CustomResourceOptions
            {
                IgnoreChanges = { "b" },
                AdditionalSecretOutputs = { "y" },
                Aliases = { new Alias { Name = "old" } },
            });
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
        Assert.Equal(["m"], merged.ReplaceOnChanges);
        Assert.Single(merged.Aliases);
    }

    [Fact]
    public void Merging_changes_neither_of_the_options()
    {
        var first = new CustomResourceOptions { IgnoreChanges = { "a" } };
        var second = new CustomResourceOptions { IgnoreChanges = { "b" } };
        CustomResourceOptions.Merge(first, second).IgnoreChanges.Add("c");
        Assert.Equal(["a"], first.IgnoreChanges);
        Assert.Equal(["b"], second.IgnoreChanges);
    }

    [Fact]
    public void Transformations_are_joined()
    {
        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions { ResourceTransformations = { _ => null } },
            new CustomResourceOptions { ResourceTransformations = { _ => null } });
        Assert.Equal(2, merged.ResourceTransformations.Count);
    }

    [Fact]
    public void Merging_with_nothing_keeps_time_outs()
    {
        var timeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(30) };
        Assert.Equal(
            TimeSpan.FromMinutes(30),
            CustomResourceOptions.Merge(new CustomResourceOptions { CustomTimeouts = timeouts }, null).CustomTimeouts!.Create);
    }

    [Fact]
    public async Task Dependencies_are_joined()
    {
        var names = await Run.Preview(() =>
        {
            var merged = CustomResourceOptions.Merge(
                new CustomResourceOptions { DependsOn = { new Thing("a") } }, new CustomResourceOptions { DependsOn = { new Thing("b") } });
            return merged.DependsOn.ToOutput().Apply(all => string.Join(' ', all.Select(resource => resource.GetResourceName())));
        });
        Assert.Equal("a b", names.Value);
    }

    [Fact]
    public async Task The_options_of_a_component_join_their_providers()
    {
        var count = 0;
        await Run.Stack(() => count = ComponentResourceOptions.Merge(
            new ComponentResourceOptions { Providers = { new TestProvider("a") } },
            new ComponentResourceOptions { Providers = { new TestProvider("b", package: "other") } }).Providers.Count);
        Assert.Equal(2, count);
    }

    [Fact]
    public void Parent_and_protect_of_a_component_are_merged()
        => Assert.True(
            ComponentResourceOptions.Merge(new ComponentResourceOptions { Protect = true }, new ComponentResourceOptions()).Protect);

    [Fact]
    public async Task Options_given_to_a_resource_are_not_changed()
    {
        var options = new CustomResourceOptions();
        await Run.Stack(() =>
        {
            options.Parent = new Group("g", options: new ComponentResourceOptions { Protect = true, Provider = new TestProvider("p") });
            _ = new CustomResource("test:index:Any", "t", args: null, options);
        });
        Assert.Null(options.Protect);
        Assert.Null(options.Provider);
    }

    [Fact]
    public void An_alias_keeps_what_it_is_given()
    {
        var alias = new Alias { Urn = "urn:pulumi:s::p::t:t:T::n", NoParent = true };
        Assert.Equal(("urn:pulumi:s::p::t:t:T::n", true), (alias.Urn, alias.NoParent));
    }
}
