using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Personas;

/// <summary>A change may be cut off at any write; no place is lost over it or given twice, and list and persona agree.</summary>
public class CustomPersonaCrashTests
{
    private const string User = "user";
    private const int Limit = 2;

    /// <param name="slug">1: the request is repeated as it was; 2: its repeat draws another slug, as one without an idempotency key does.</param>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_creation_that_is_cut_off_and_repeated_makes_one_persona(int slug, bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Make(User, 1, limit: 1, name: "Tutor"));
            if (!backend.IsDown)
            {
                Assert.Equal(4, write);
                return;
            }

            // After the last write the first one is done, and known to be: a user who repeats it then sees it in their list.
            await backend.StartAgainAsync(wake: false);
            var repeated = await backend.Make(User, slug, limit: 1, name: "Tutor");
            if (slug == 2 && write == 3 && afterWrite) Assert.Equal(RefusalCodes.TooManyCustomPersonas, repeated.Refusal?.Code);
            else Assert.Equal("Tutor", repeated.Persona!.Name);

            var only = Assert.Single(await backend.Own(User).List());
            Assert.NotNull(await backend.Grain<IPersonaGrain>(only.Slug).Get());
            Assert.Equal(Limit - 1, await backend.PlacesLeft(User, Limit));
            Assert.Equal(only.Slug, (await backend.Own(User).Delete(only.Slug)).Persona?.Slug);
            Assert.Equal(Limit, await backend.PlacesLeft(User, Limit, from: 800));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_creation_that_is_cut_off_and_given_up_is_in_the_list_or_takes_no_place(bool afterWrite)
    {
        for (var write = 1; write <= 3; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            Assert.False(await Callers.Answered(backend.Make(User, 1)));
            await backend.StartAgainAsync(wake: false);
            var listed = await backend.Slugs(User);
            Assert.Equal(write == 1 && !afterWrite ? 0 : 1, listed.Length);
            Assert.Equal(Limit - listed.Length, await backend.PlacesLeft(User, Limit));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_that_is_cut_off_is_finished_and_frees_one_place(bool afterWrite)
    {
        for (var write = 1; write <= 3; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.Make(User, 1, Limit);
            backend.CrashAtWrite(write, afterWrite);
            Assert.False(await Callers.Answered(backend.Own(User).Delete(Author.Slug(1))));
            await backend.StartAgainAsync(wake: false);
            var isDone = write > 1 || afterWrite;
            Assert.Equal(isDone ? 0 : 1, (await backend.Slugs(User)).Length);
            Assert.Equal(isDone, await backend.Grain<IPersonaGrain>(Author.Slug(1)).Get() is null);
            Assert.Equal(isDone ? Limit : Limit - 1, await backend.PlacesLeft(User, Limit));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_update_that_is_cut_off_is_done_or_not_and_everybody_sees_the_same(bool afterWrite)
    {
        for (var write = 1; write <= 3; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.Make(User, 1);
            backend.CrashAtWrite(write, afterWrite);
            Assert.False(await Callers.Answered(backend.Own(User).Update(Author.Slug(1), new("New name", null, null, null, null))));
            await backend.StartAgainAsync(wake: false);
            var name = Assert.Single(await backend.Own(User).List()).Name;
            Assert.Equal(write > 1 || afterWrite ? "New name" : "Tutor 1", name);
            Assert.Equal(name, (await backend.Grain<IPersonaGrain>(Author.Slug(1)).Get())!.Name);
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task Storage_errors_at_any_write_and_retries_make_one_change_each(StorageFault fault)
    {
        for (var write = 1; write <= 3; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Shared.FailWrite(write, fault);
            Assert.NotNull((await Callers.Insist(() => backend.Make(User, 1))).Persona);
            backend.Shared.FailWrite(write, fault);
            Assert.NotNull((await Callers.Insist(() => backend.Own(User).Update(Author.Slug(1), new("New", null, null, null, null)))).Persona);
            Assert.Equal("New", Assert.Single(await backend.Own(User).List()).Name);

            backend.Shared.FailWrite(write, fault);
            await Callers.Insist(() => backend.Own(User).Delete(Author.Slug(1)));
            Assert.Empty(await backend.Slugs(User));
            Assert.Equal(1, await backend.PlacesLeft(User, limit: 1));
        }
    }
}
