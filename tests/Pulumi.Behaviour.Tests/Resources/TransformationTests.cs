namespace Pulumi.Behaviour.Tests;

public sealed class TransformationTests
{
    [Fact]
    public async Task A_transformation_of_the_stack_sees_every_resource_and_the_stack_itself()
    {
        var seen = new List<string>();
        await SettingsStack.Transformed(
            args => Note(seen, args),
            () => _ = new Group("g", group => _ = new Thing("t", options: new CustomResourceOptions { Parent = group })));
        Assert.Equal(["project-stack", "g", "t"], seen);
    }

    [Fact]
    public async Task A_component_runs_its_own_transformations_before_those_of_the_stack()
    {
        var seen = new List<string>();
        await SettingsStack.Transformed(
            args => Note(seen, args, "stack "),
            () => _ = new Group("g", options: new ComponentResourceOptions
            {
                ResourceTransformations = { args => Note(seen, args, "own ") },
            }));
        Assert.Equal(["stack project-stack", "own g", "stack g"], seen);
    }

    [Fact]
    public async Task A_child_runs_own_then_inherited_then_stack_transformations()
    {
        var seen = new List<string>();
        await SettingsStack.Transformed(
            args => Note(seen, args, "stack "),
            () => _ = new Thing("t", options: new CustomResourceOptions
            {
                Parent = new Group("g", options: new ComponentResourceOptions
                {
                    ResourceTransformations = { args => Note(seen, args, "parent ") },
                }),
                ResourceTransformations = { args => Note(seen, args, "own ") },
            }));
        Assert.Equal(["own t", "parent t", "stack t"], seen.TakeLast(3));
    }

    [Fact]
    public async Task A_transformation_replaces_args_and_options()
    {
        var mocks = await SettingsStack.Transformed(
            args => args.Args is ThingArgs
                ? new ResourceTransformationResult(
                    new ThingArgs { Name = "new" },
                    CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new CustomResourceOptions { ImportId = "imported" }))
                : null,
            () => _ = new Thing("t", new ThingArgs { Name = "old" }));
        Assert.Equal(("new", "imported"), ((string)mocks.Resource("t").Inputs["name"], mocks.Resource("t").Id));
    }

    [Fact]
    public async Task A_transformation_that_answers_nothing_changes_nothing()
    {
        var mocks = await SettingsStack.Transformed(_ => null, () => _ = new Thing("t", new ThingArgs { Name = "old" }));
        Assert.Equal("old", mocks.Resource("t").Inputs["name"]);
    }

    [Fact]
    public async Task The_next_transformation_sees_what_the_one_before_answered()
    {
        ResourceTransformation Renamed(string from, string to) => args => args.Args is TextArgs { Text: var text } && text == from
            ? new ResourceTransformationResult(new TextArgs { Text = to }, args.Options)
            : null;

        var options = new CustomResourceOptions { ResourceTransformations = { Renamed("a", "b"), Renamed("b", "c") } };
        var mocks = await Run.Stack(() => _ = new CustomResource("test:index:Any", "t", new TextArgs { Text = "a" }, options));
        Assert.Equal("c", mocks.Resource("t").Inputs["text"]);
    }

    [Fact]
    public async Task A_transformation_cannot_change_the_parent()
    {
        var failure = await Run.Failure(() => _ = new Thing("t", options: new CustomResourceOptions
        {
            ResourceTransformations =
            {
                args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = new Group("other") }),
            },
        }));
        Assert.Contains("Transformations cannot currently be used to change the 'parent' of a resource", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protect_and_provider_are_inherited_only_after_transformations()
    {
        var options = new List<(bool? Protect, ProviderResource? Provider)>();
        await SettingsStack.Transformed(
            args =>
            {
                if (args.Resource is Thing)
                {
                    options.Add((args.Options.Protect, args.Options.Provider));
                }

                return null;
            },
            () => _ = new Thing("t", options: new CustomResourceOptions
            {
                Parent = new Group("g", options: new ComponentResourceOptions { Protect = true, Provider = new TestProvider("p") }),
            }));
        Assert.Equal([(null, null)], options);
    }

    [Fact]
    public async Task The_provider_is_inherited_although_a_transformation_replaced_the_args()
    {
        var mocks = await SettingsStack.Transformed(
            args => new ResourceTransformationResult(new WireArgs { Inner = args.Args }, args.Options),
            () => _ = new Thing("t", options: new CustomResourceOptions
            {
                Parent = new Group("g", options: new ComponentResourceOptions { Provider = new TestProvider("p") }),
            }));
        Assert.EndsWith("::p::p-id", mocks.Resource("t").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_id_option_of_a_generated_resource_is_there_and_empty_and_that_of_a_read_has_its_value()
    {
        var ids = new List<Input<string>?>();
        await SettingsStack.Transformed(
            args =>
            {
                if (args.Resource is Thing)
                {
                    ids.Add(args.Options.Id);
                }

                return null;
            },
            () =>
            {
                _ = new Thing("made");
                _ = Thing.Get("read", "the-id");
            });
        Assert.Equal(2, ids.Count);
        Assert.Equal("", (await Seen.Read(ids[0].ToOutput())).Value);
        Assert.Equal("the-id", (await Seen.Read(ids[1].ToOutput())).Value);
    }

    [Fact]
    public async Task A_transformation_sees_type_and_name_of_the_resource()
    {
        var types = new List<string>();
        await SettingsStack.Transformed(
            args =>
            {
                types.Add($"{args.Resource.GetResourceType()} {args.Resource.GetResourceName()}");
                return null;
            },
            () => _ = new Thing("t"));
        Assert.Equal(["pulumi:pulumi:Stack project-stack", "test:index:Thing t"], types);
    }

    private static ResourceTransformationResult? Note(List<string> seen, ResourceTransformationArgs args, string prefix = "")
    {
        seen.Add(prefix + args.Resource.GetResourceName());
        return null;
    }

    private sealed class TextArgs : ResourceArgs
    {
        [Input("text")]
        public string Text { get; set; } = "";
    }
}
