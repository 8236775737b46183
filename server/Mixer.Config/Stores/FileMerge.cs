using System.Collections.Immutable;

namespace Mixer.Config.Stores;

/// <summary>What files hold together.</summary>
/// <param name="Resources">By key; of equal keys the last one in the order of the walk.</param>
/// <param name="Problems">What is wrong with the files.</param>
internal sealed record FileMerge(Dictionary<ResourceKey, Resource> Resources, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>Puts together what is known of <paramref name="files"/>, which are in the order of the walk, and of the places that could not be looked into.</summary>
    public static FileMerge Of(IReadOnlyCollection<TrackedFile> files, IEnumerable<UnreadablePlace> unreadable, int maxResources)
    {
        var merged = new Dictionary<ResourceKey, Resource>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        problems.AddRange(unreadable.Select(u => new ConfigProblem(ProblemSeverity.Error, new SourceLocation(u.Path), "", "", u.Message) { Kind = u.Kind }));
        var leaving = files.Where(f => f.IsLeaving).Select(f => f.Found.Path).ToHashSet(StringComparer.Ordinal);
        var left = 0;
        foreach (var file in files)
        {
            problems.AddRange(file.Problems);
            if (file.AccessProblem is not null)
            {
                problems.Add(file.AccessProblem);
            }

            foreach (var resource in file.Resources)
            {
                if (!merged.TryGetValue(resource.Key, out var earlier))
                {
                    if (merged.Count < maxResources)
                    {
                        merged.Add(resource.Key, resource);
                    }
                    else
                    {
                        left++;
                    }

                    continue;
                }

                if (earlier.Location != resource.Location && !file.IsLeaving && !leaving.Contains(earlier.Location.File))
                {
                    problems.Add(Twice(earlier, resource));
                }

                merged[resource.Key] = resource;
            }
        }

        if (left > 0)
        {
            problems.Add(new ConfigProblem(ProblemSeverity.Error, default, "", "", FormattableString.Invariant($"there are more than {maxResources} resources; the last {left} are left out")) { Kind = ProblemKind.TooLarge });
        }

        return new FileMerge(merged, problems.DrainToImmutable());
    }

    private static ConfigProblem Twice(Resource earlier, Resource later) =>
        new(ProblemSeverity.Warning, later.Location, later.Key.ToString(), "", $"{later.Key} was defined before at {earlier.Location}; the definition here is in effect")
        {
            Kind = ProblemKind.DuplicateResource,
            Related = earlier.Location,
        };
}
