using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Personas;

public class CustomPersonaTests
{
    private const string User = "user";

    [Fact]
    public async Task A_persona_belongs_to_who_made_it_whatever_the_request_claims()
    {
        await using var backend = await Backend.StartAsync();
        var made = await backend.Own(User).Create(Author.Persona(Author.Slug(1)) with { OwnerId = "somebody else" }, limit: 1);
        Assert.Equal(User, made.Persona!.OwnerId);
        Assert.Equal(User, (await backend.Grain<IPersonaGrain>(Author.Slug(1)).Get())!.OwnerId);
        Assert.Equal([Author.Slug(1)], await backend.Slugs(User));
        Assert.Empty(await backend.Slugs("somebody else"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Of_fifty_creations_that_race_as_many_succeed_as_are_allowed(int limit)
    {
        await using var backend = await Backend.StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => backend.Make(User, number, limit)));
        Assert.Equal(limit, replies.Count(reply => reply.Persona is not null));
        Assert.Equal(50 - limit, replies.Count(reply => reply.Refusal?.Code == RefusalCodes.TooManyCustomPersonas));
        Assert.Equal(
            replies.Where(reply => reply.Persona is not null).Select(reply => reply.Persona!.Slug).Order(), (await backend.Slugs(User)).Order());
    }

    [Fact]
    public async Task A_repeat_with_the_same_slug_takes_no_second_place()
    {
        await using var backend = await Backend.StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => backend.Make(User, 1, limit: 3)));
        Assert.All(replies, reply => Assert.Equal(Author.Slug(1), reply.Persona!.Slug));
        Assert.Equal(2, await backend.PlacesLeft(User, limit: 3));
    }

    [Fact]
    public async Task The_same_texts_may_be_made_twice_once_the_first_was_answered()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Make(User, 1, limit: 3, name: "Twin");
        await backend.Make(User, 2, limit: 3, name: "Twin");
        Assert.Equal([Author.Slug(1), Author.Slug(2)], await backend.Slugs(User));
    }

    [Fact]
    public async Task Who_may_have_fewer_now_keeps_all_but_makes_no_more()
    {
        await using var backend = await Backend.StartAsync();
        for (var number = 1; number <= 3; number++) await backend.Make(User, number, limit: 3);
        Assert.Equal(RefusalCodes.TooManyCustomPersonas, (await backend.Make(User, 4, limit: 1)).Refusal?.Code);
        Assert.Equal(3, (await backend.Slugs(User)).Length);

        Assert.Null((await backend.Own(User).Update(Author.Slug(1), new("New", null, null, null, null))).Refusal);
        await backend.Own(User).Delete(Author.Slug(1));
        await backend.Own(User).Delete(Author.Slug(2));
        Assert.Equal(RefusalCodes.TooManyCustomPersonas, (await backend.Make(User, 4, limit: 1)).Refusal?.Code);
        await backend.Own(User).Delete(Author.Slug(3));
        Assert.NotNull((await backend.Make(User, 4, limit: 1)).Persona);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_nothing_else()
    {
        await using var backend = await Backend.StartAsync();
        var made = (await backend.Make(User, 1)).Persona!;
        var updated = (await backend.Own(User).Update(made.Slug, new(null, null, "Strict", null, "languages"))).Persona!;
        Assert.Equal(
            (made.Slug, made.Name, made.Summary, "Strict", made.Purpose, "languages", made.CreatedAt),
            (updated.Slug, updated.Name, updated.Summary, updated.Persona, updated.Purpose, updated.Category, updated.CreatedAt));
        Assert.Equal("Strict", Assert.Single(await backend.Own(User).List()).Persona);
    }

    [Fact]
    public async Task Nobody_changes_or_deletes_what_another_has_made()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Make(User, 1);
        Assert.Equal(RefusalCodes.UnknownPersona, (await backend.Own("thief").Update(Author.Slug(1), new("Mine", null, null, null, null))).Refusal?.Code);
        Assert.Equal(RefusalCodes.UnknownPersona, (await backend.Own("thief").Delete(Author.Slug(1))).Refusal?.Code);
        await backend.Grain<IPersonaGrain>(Author.Slug(1)).Delete("thief");
        Assert.False(await backend.Grain<IPersonaGrain>(Author.Slug(1)).Put(Author.Persona(Author.Slug(1)) with { OwnerId = "thief" }));
        Assert.Equal("Tutor 1", Assert.Single(await backend.Own(User).List()).Name);
    }

    [Fact]
    public async Task A_slug_that_two_users_draw_is_one_users_and_costs_the_other_no_place()
    {
        await using var backend = await Backend.StartAsync();
        var replies = await Task.WhenAll(backend.Make("one", 1), backend.Make("two", 1));
        Assert.Single(replies, reply => reply.Persona is not null);
        Assert.Single(replies, reply => reply.Refusal?.Code == RefusalCodes.PersonaSlugTaken);
        var loser = replies[0].Persona is null ? "one" : "two";
        Assert.Empty(await backend.Slugs(loser));
        Assert.NotNull((await backend.Make(loser, 2)).Persona);
    }

    [Fact]
    public async Task The_slug_of_a_deleted_persona_is_never_used_again()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Make(User, 1);
        Assert.Equal("Tutor 1", (await backend.Own(User).Delete(Author.Slug(1))).Persona!.Name);
        Assert.Equal(RefusalCodes.UnknownPersona, (await backend.Own(User).Delete(Author.Slug(1))).Refusal?.Code);
        Assert.Null(await backend.Grain<IPersonaGrain>(Author.Slug(1)).Get());
        Assert.Equal(RefusalCodes.PersonaSlugTaken, (await backend.Make(User, 1)).Refusal?.Code);
        Assert.Equal(RefusalCodes.PersonaSlugTaken, (await backend.Make("other", 1)).Refusal?.Code);
        Assert.Equal(1, await backend.PlacesLeft(User, limit: 1));
        Assert.DoesNotContain("Tutor", backend.Stored<IPersonaGrain>(Author.Slug(1), "persona"));
        Assert.DoesNotContain("Tutor", backend.Stored<ICustomPersonasGrain>(User, "customPersonas"));
    }

    [Fact]
    public async Task Asking_for_a_persona_that_is_none_stores_nothing_and_stays_nowhere()
    {
        await using var backend = await Backend.StartAsync();
        var before = backend.Activations;
        for (var number = 0; number < 100; number++) Assert.Null(await backend.Grain<IPersonaGrain>(Author.Slug(number)).Get());
        await backend.IdleAsync();
        Assert.Equal(before, backend.Activations);
        Assert.Empty(backend.Storage.Writes);
    }
}
