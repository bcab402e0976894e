using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

public sealed class SecretTests
{
    [Fact]
    public async Task A_secret_is_known_and_marked()
        => Assert.Equal(new Seen<string>("a", IsKnown: true, IsSecret: true, ""), await Seen.Read(Output.CreateSecret("a")));

    [Fact]
    public async Task A_secret_of_a_task_is_marked()
        => Assert.Equal(
            new Seen<string>("a", IsKnown: true, IsSecret: true, ""),
            await Seen.Read(Output.CreateSecret(Task.FromResult("a"))));

    [Fact]
    public async Task A_secret_of_an_output_keeps_what_it_depends_on()
    {
        var seen = await Run.Update(() => Output.CreateSecret(new Thing("a").Id));
        Assert.Equal(("a", true), (seen.DependsOn, seen.IsSecret));
    }

    [Fact]
    public async Task Unsecret_takes_only_the_mark_away()
        => Assert.Equal(
            new Seen<string>("a", IsKnown: true, IsSecret: false, ""),
            await Seen.Read(Output.Unsecret(Output.CreateSecret("a"))));

    [Fact]
    public async Task Unsecret_leaves_its_source_secret()
    {
        var secret = Output.CreateSecret("a");
        _ = Output.Unsecret(secret);
        Assert.True(await Output.IsSecretAsync(secret));
    }

    [Fact]
    public async Task A_secret_of_an_unknown_is_both()
    {
        var seen = await Seen.Read(Output.CreateSecret(OutputUtilities.CreateUnknown("a")));
        Assert.Equal((false, true), (seen.IsKnown, seen.IsSecret));
    }

    [Fact]
    public async Task A_list_is_secret_when_one_element_is()
    {
        InputList<string> list = [];
        list.Add("a", Output.CreateSecret("b"));
        Assert.True(await Output.IsSecretAsync(list.ToOutput()));
    }

    [Fact]
    public async Task A_map_is_secret_when_one_value_is()
    {
        InputMap<string> map = new() { ["a"] = "b", ["c"] = Output.CreateSecret("d") };
        Assert.True(await Output.IsSecretAsync(map.ToOutput()));
    }
}
