/// The English of commands. What is not listed is not a command: a phrase too few costs a question to the
/// agent, a phrase too many costs an edit.
extension CommandPhrases {
  static let english: [String: String] = [
    // MARK: Politeness

    "en.word": """
    please | pls | plz | kindly | now | just | ok | okay | so | then | and | also | well | alright | all right
    | right | great | good | nice | cool | perfect | awesome | excellent | amazing | wonderful | fantastic
    | lovely | super | brilliant | thanks | thank you | thank you so much | thanks a lot | thanks so much
    | many thanks | thx | cheers | hey | hi | hello | there | um | uh | hmm | oh | yes | yeah | yep | yup | sure
    | fine | finally | lastly | next | quickly | quick | actually | simply | immediately | sorry | excuse me | by the way | btw | anyway | quick one | i think | i guess | nemo | buddy | friend | sir | real quick | quick question | one thing | ready | finished | done
    | (ready | whenever) (when | whenever)? (you are | youre ready)
    """,
    "en.ask": """
    (can | could | would | will) (you | u) (please | just | kindly | now | quickly | possibly | maybe)*
    | (can | could | may | shall) (i | we) (please | just | now | quickly | possibly | also)*
    | (i | we) (want | need | have | would like | would love) (you | u)? to | (i | we) wanna
    | (id | wed) (like | love) (you | u)? to
    | lets (just | now | please | go ahead and)* | let (us | me) (just | now)* | help (me | us)? to?
    | go ahead and? | (you | we) (can | may | could | should) (now | just | go ahead and)*
    | i think (we | you) (can | should) (now | just)* | feel free to | try to | proceed to | proceed and
    | (i | we) (think | guess) its time to | its time to | time to
    | (im | were | i am | we are)? ready to
    | (any chance | is there any chance) (you | i | we) (can | could) | (could | can) you (help me | help me to) | be so kind (as)? to
    | (im | were | i am | we are) going to | (ill | i will | we will | well) (now | just)* | (im | were) gonna | (i | we) gotta | gotta
    | (would | will) (you | u | i | we) be able to | are you able to | (would | is) it (be)? possible to | how about we | id appreciate it if you could | i was wondering if you could
    """,
    "en.approval": """
    (it | this | that | everything | all | the video | the edit)? (looks | sounds | is looking) (really | so | very | pretty)? <en.fine>
    | (thats | this is | its | it is | all | everything is | everythings | im | i am | were | we are) (all | really | very)? <en.fine>
    | i (really)? (like | love | approve) (it | this | that)? | love it
    | (good | great | nice | amazing | awesome) (job | work | stuff) | well done | ship it | go for it
    | (im | i am | were | we are)? done (here | editing | with (it | this | that | everything | the edits | the edit | editing | the video))
    | (no | nothing) (more | further | other)? (changes | edits | else) (needed)?
    """,
    "en.fine": """
    good | great | perfect | nice | fine | amazing | awesome | excellent | fantastic | wonderful | it | all | done
    | set | ready | finished | happy | satisfied | happy with (it | this | that | the result) | complete | enough
    | good to go | ok | okay
    """,
    "en.opening": "<en.word> | <en.ask> | <en.approval>",
    "en.closing": """
    please | pls | plz | now | right now | right away | immediately | asap | as soon as possible | straight away
    | for (me | us) | thanks | thank you | thank you so much | thanks a lot | thanks so much | many thanks
    | thanks in advance | thx | ty | cheers | already | then | today | tonight
    | if (you can | you could | possible | you dont mind | you would | its possible | thats ok) | if you please
    | (will | would | could | can) you | ok | okay | alright | quickly | real quick | finally
    | if its not too much trouble | when you get the chance | in one go | for a moment
    | when (you can | youre ready | you get a chance | you have a moment | you have time | possible)
    | (when | once | as soon as) its (ready | done | finished | complete) | at this point | here | too | thats all
    | buddy | sir | nemo | and thanks | so much | a lot | im done | its ready
    | (and)? thank you | please and thank you | (ready)? when you are | whenever youre ready | if thats possible
    """,
    // Behind a word alone they make a verb of it: "balance again" is about the sound.
    "en.again": "again | one more time | once more",

    // MARK: Export

    "en.video": """
    video | videos | vid | film | movie | clip | file | project | result | results | mp4 | cut | edit | draft
    | timeline | version | reel | short | sequence | composition | montage | finals | final | video file | video files
    | mp4 file | mp4 video | movie file | final cut | final version | final product | end result | masterpiece
    | whole thing | full thing | finished product | work | creation | production | video clip | output | thing | stuff | slideshow
    """,
    // What a film may be, and as well another one that is still to be made: "export my promo", "export promo".
    "en.video.kind": "ad | advert | commercial | promo | vlog | trailer | teaser",
    "en.product": """
    video | videos | vid | film | movie | file | files | mp4 | result | results | final cut | final version | video file
    | video files | mp4 file | mp4 video | finished product | final product | end result | export | output | final | reel
    | promo | vlog | ad | commercial | trailer | slideshow | project | masterpiece
    """,
    "en.export.this": "the | my | this | that | our | your",
    "en.export.adjective": """
    final | finished | complete | completed | full | whole | entire | edited | current | latest | resulting | exported
    | rendered | ready | finalized | new | updated | actual | hd | 1080p | mp4 | generated | promo | promotional
    | fully edited | high quality | full hd
    """,
    "en.export.object": """
    (<en.export.this> | all of | all)* <en.export.adjective>* <en.video>
    | <en.export.this> <en.export.adjective>* <en.video.kind> | <en.export.done> <en.export.done>* <en.video.kind>
    | it | this | that | everything | all of it | this one | the (lot | final one) | my work | them all | all
    | what (we | you | i | youve | weve | ive) (have | got | made | did) (so far | now)?
    """,
    "en.render.object": """
    (<en.export.this> | all of | all) (<en.export.this> | all of | all)* <en.export.adjective>* (<en.video> | <en.video.kind>)
    | (<en.export.done> | hd | 1080p | mp4 | full hd | high quality)* (video | videos | vid | film | movie | clip | file
      | project | result | cut | edit | draft | timeline | sequence | version | mp4 | everything)
    | it | this | that | all of it | this one | the (lot | final one) | my work | them all | all
    | what (we | you | i | youve | weve | ive) (have | got | made | did) (so far | now)?
    """,
    "en.export.copy": """
    (a | an | the | my | that)? (final | finished | full)* (download link | download url | link | url | copy | mp4 | mp4 file
    | file | download | video link | export | link to (the | my) (final)? <en.video>
    | copy of (the | my) (final)? <en.video>)
    """,
    "en.export.place": """
    to (my | the | this | a)? (computer | laptop | phone | device | desktop | disk | drive | machine | pc | mac
    | downloads | downloads folder | hard drive | local machine | local disk | computer please) | to disk | locally
    | (to | as | into | in) (a | an | the)? (mp4 | mp4 file | file | video file | video | h264 mp4 | mp4 video | final video)
    | in mp4 format | as mp4 format | to mp4 format | in (the)? mp4 file format
    | (in | at | with) (the | its)? (hd | full hd | high quality | 1080p | high resolution | high definition | full resolution
    | full quality | highest quality | best quality | max quality | maximum quality | full 1080p)
    | so (that)? (i | we) can (watch | see | share | post | download | use | view | have | publish) (it | this)?
    | from (the cloud | there | here | nemo) | as (it is | is | is now) | like this | in full
    | <en.export.disk>
    """,
    "en.export.disk": """
    (to | on | onto | in | into) my (computer | laptop | phone | desktop | disk | drive | machine | pc | mac | downloads
    | downloads folder | hard drive) | to disk | on disk | locally
    """,
    // Not what has a screen that is seen in films: to put a video on a phone is an edit as well.
    "en.put.place": """
    (to | on | onto) my (computer | desktop | disk | drive | machine | pc | mac | downloads | downloads folder | hard drive)
    | to disk | on disk | locally
    """,
    // What is done already. With "new", "promo" or "full", and nothing that points at a film, a film is
    // asked for that has still to be made.
    "en.export.done": """
    final | finished | complete | completed | edited | exported | rendered | finalized | resulting | fully edited
    """,
    "en.export.made": """
    <en.export.this> <en.export.adjective>* (<en.product> | clip) | <en.export.done> <en.export.done>* (<en.product> | clip)
    | mp4 | mp4 file | mp4 video | video file | video files | file | files | result | results | final cut | final version
    | finished product | final product | end result | export | final
    """,
    // What a wish asks for that is there: "I want my promo", like "I want my new video", asks for one to be made.
    "en.export.there": """
    <en.export.this> (<en.export.done> | full | whole | entire | current | latest | generated | actual | ready | hd | full hd | 1080p | mp4
      | high quality)* (video | videos | vid | film | movie | file | files | mp4 | result | results | final cut | final version
      | video file | video files | mp4 file | mp4 video | finished product | final product | end result | export | output | final
      | project | masterpiece)
    | <en.export.this> <en.export.done> <en.export.done>* <en.product>
    """,
    "en.export.verb": """
    export | download | re export | reexport | redownload | re download | exporting | downloading | export out
    """,
    "en.render.verb": "render | rerender | re render | rendering | render out",
    "en.export": """
    (<en.export.verb> | <en.render.verb>) (and | then | and then | or)
      (<en.export.verb> | <en.render.verb> | save | send me | send it to me | send me) <en.export.object>? <en.export.place>*
    | <en.export.verb> (me)? (<en.export.object> | <en.export.copy>)? <en.export.place>*
    | (export | exporting) (a | an) (video | vid | film | movie | file | mp4 | video file | mp4 file | mp4 video) <en.export.place>*
    | <en.render.verb> (<en.render.object> | the final)? <en.export.place>*
    | (i | we | id | wed)? (get | have | want | need | would like | like) <en.export.object> (exported | downloaded | rendered) <en.export.place>*
    | (mp4 | mp4 file | final video | finished video | final mp4 | finished film | final film)
    | (the | my) (mp4 | mp4 file | final video | finished video | final mp4 | download link | finished film | final film)
    | gimme (<en.export.this> <en.export.adjective>* <en.product> | <en.export.copy>)
    | (hit | press | click | push | tap) (the)? (export | download) (button)?
    | ((finalize | finalise) (it | this | the video)? | finish | complete | wrap (it | this) up | finish up) and then? <en.export.verb>
      <en.export.object>? <en.export.place>*
    | output <en.export.object> <en.export.place>*
    | ship (it | this | that | <en.export.made>) out? <en.export.place> <en.export.place>*
    | (save | store) <en.export.this>? <en.export.adjective>* (video | videos | film | movie | mp4 | video file | mp4 file
      | result | final cut | final version | output) <en.export.place>*
    | (save | store) (it | this | that | everything | the file | my file) <en.export.place> <en.export.place>*
    | put (it | this | that | everything | the file | my file | <en.export.made>) <en.put.place>
    | (give | hand | get | bring | pass) (me | us) (<en.export.made> | <en.export.copy>) <en.export.place>*
    | (send | deliver | email | mail | send over | show me and send) (me | us) (<en.export.made> | <en.export.copy> | video | film
      | movie | it | this | that) over? <en.export.place>*
    | (send | deliver | email | mail | forward | transfer) <en.export.made>
    | (send | deliver | email | mail | forward | transfer) (<en.export.made> | video) (over | to me | over to me | across to me | with me)
    | (send over | send across) <en.export.this>? <en.export.done>* <en.product>
    | share (<en.export.made> | video) with me
    | send (it | this | that | <en.export.copy>) (over | over to me | to me | across to me | my way)
    | (get | grab | fetch | receive | have | retrieve) (<en.export.there> | <en.export.copy>) <en.export.place>*
    | (i | we) (want | need | would like) (<en.export.there>
      | <en.export.copy> | (the | a)? (download link | download | mp4 | mp4 file | video file | export))
    | (id | wed) like (<en.export.there> | (the | a)? (download link | download | mp4 | mp4 file | export))
    | where (can | do | could) (i | we) (download | get | find | grab) (it | <en.export.this> <en.export.adjective>* <en.product>
      | the download link | the download)
    | (wheres | where is) (the | my) (download | download link | export | exported video | mp4)
    | (go ahead with | go on with | create | produce | generate | give me | get me) (the | an | a | my | another)? (final | video | full | mp4)*
      (export | render | download)
    | (start | begin | run | do | make | trigger | launch | kick off | initiate | perform | execute | queue | proceed with
      | continue with | proceed to | move on to | go to | prepare | fire off)
      (the | an | a | my | another | a new | another new)? (final | video | full | mp4 | actual)*
      (export | render | download | rendering | exporting | export process | export job | render job | downloading)
      (of <en.export.object> | <en.export.object>)? <en.export.place>*
    | (how about | what about | lets try | mind) (exporting | downloading | rendering) <en.export.object>? <en.export.place>*
    | (would | do) you mind (exporting | downloading | rendering | sending me) <en.export.object>? <en.export.place>*
    | (final | video | project | movie | film | mp4 | full | quick | draft | timeline) (export | render | download)
    | (export | download) time
    | (the | a)? (export | download) of (the | my | this) <en.export.adjective>* <en.video>
    | (its | it is | the video is | my video is | im | were | i am | we are)? (ready | time) (to | for) (the | an | a)* (final)?
      (export | download | be exported | exporting | render)
    """,

    // MARK: Credits

    "en.credit": "credits | credit",
    "en.balance.named": """
    credit balance | credits balance | account balance | credit count | credit status | credits status
    | credit info | credits info | credit total | credit usage | credits usage | balance info | balance status
    | balance inquiry | credit information | credit level | wallet balance
    """,
    "en.balance": "balance | <en.balance.named>",
    "en.balance.bare": "balance <en.balance.tail>*",
    "en.credits.adjective": """
    current | remaining | available | total | account | free | leftover | nemo | left | usable | unused
    """,
    "en.credits.tail": """
    left | remaining | available | (in | on | for) (my | the | this) account | left over | balance | status | info | count
    | (that)? (i | we) (still | currently)? have (left | remaining | available)? | at the moment | right now | currently
    | to (use | spend) | as of now | today | still | there (are | is) | are (left | available | remaining)
    """,
    "en.balance.tail": """
    remaining | available | (in | on | for | of) (my | the | this) account | info | status | at the moment | right now
    | currently | today | as of now
    """,
    "en.credits.named": """
    (my | our | me my) <en.credits.adjective>* <en.credit> <en.credits.tail>*
    | (the)? <en.credits.adjective> <en.credits.adjective>* <en.credit> <en.credits.tail>*
    | (the)? <en.credit> <en.credits.tail> <en.credits.tail>* | <en.credit>
    | (the | my | our | a | me my) <en.credits.adjective>* <en.balance> <en.balance.tail>*
    | <en.credits.adjective> <en.credits.adjective>* <en.balance> <en.balance.tail>* | <en.balance.named> <en.balance.tail>*
    | (the | my)? (amount | number) of <en.credits.adjective>* <en.credit> <en.credits.tail>*
    | balance (of | on | in) (my | the) (account | credits | wallet)
    """,
    "en.credits.mine": "<en.credits.named> | <en.balance.bare>",
    "en.credits.any": "<en.credits.mine> | the <en.credit>",
    "en.credits.have": """
    (do | did) (i | we) (still | currently | now | actually)? (have | got | own)
    | (have | ve) (i | we) (still)? (got)? | (i | we) (still | currently)? (have | got | own) (got)?
    | (ive | weve) (still)? got
    | (are | is) (still | currently)? (there | they)? | remain | does my account (still)? have | are on | will i have
    | (have | did | do) (i | we) (already)? (used | use | spent | spend) | have been (used | spent) | am i left with
    | are we left with
    """,
    "en.credits.rest": """
    left | remaining | available | now | right now | at the moment | still | today | frozen | so far | up | already
    | (in | on) (my | the) account | (in | on) account | to (use | spend) | left over | in total | currently | exactly
    | on this account | to me
    """,
    "en.credits": """
    <en.credits.named>
    | (show | view | see | list | print | pull up | read out | let me see | show me | tell me | print out
      | display me) <en.credits.mine>
    | display ((my | our) <en.credits.adjective>* (<en.credit> | <en.balance>) <en.credits.tail>*
      | (the)? <en.credits.adjective> <en.credits.adjective>* (<en.credit> | <en.balance>) | <en.credit> <en.credits.tail>*
      | the? (credit | account | wallet) balance)
    | (get | give me | get me | fetch) (the | my | our)? <en.credits.adjective>* <en.balance> <en.balance.tail>*
    | (check | check on | check up on | look up | look at | query | whats | what is | what are | what was | what were | hows
      | how is | how are | how about | what about | find out | verify | confirm | refresh | report | tell me about
      | update me on | let me know | know | i want to know | check me) <en.credits.any>
    | (tell me | let me know | show me | check | see | i want to know | i would like to know | id like to know | know
      | find out | wondering | im wondering | i wonder | do you know | any idea)? (what | what is | whats)
      <en.credits.any> (is | are | looks like)? (at)?
    | (tell me | let me know | show me | check | see | i want to know | i would like to know | id like to know | know
      | find out | im wondering | i wonder | do you know | any idea | remind me | say | to know | show | look up | display)? (exactly)? how (many | much)
      (more | <en.credits.adjective>)* (<en.credit> | points | balance | credit points) <en.credits.have>? <en.credits.rest>*
    | (do | did) (i | we) (still)? (have | got) (any | enough | some | more)? <en.credits.adjective>*
      (<en.credit> | balance | points) <en.credits.rest>*
    | have (i | we) (still)? got (any | enough | some)? (<en.credit> | points) <en.credits.rest>*
    | (are | is) there (still)? (any | enough | some)? <en.credits.adjective>* <en.credit> (left | remaining | available | in my account)*
    | (any | enough) (free | more)? <en.credit> (left | remaining | available)*
    | (am i | are we) (running)? (low on | out of | short of | short on) <en.credit>
    | (did | have | has) (i | we | my account) (run | ran) out of <en.credit>
    | (whats | what is | how much is) left (of | in | on) my (<en.credit> | account | balance | credit balance)
    | (did | have) (i | we) (use | used | spend | spent) (up)? (all)? (of)? my <en.credit> (up)?
    | (are | is) my (<en.credit> | balance | credit balance) (running)? (low | empty | enough | zero | gone | used up)
    | how much do (i | we) have (left)? in <en.credit> | how (many | much) do (i | we) have in <en.credit> left
    | what <en.credit> do (i | we) (still)? have <en.credits.rest>*
    | (tell me | check | see | let me know | know | find out) (if | whether) (i | we) (still)? have (any | enough | some)?
      <en.credits.adjective>* (<en.credit> | balance) <en.credits.rest>*
    | (hows | how is | how are) my (<en.credit> | balance | credit balance) (looking | doing | going)?
    | (credit | credits | balance) (check | inquiry | query | report | update | overview)
    | (do | run) (a)? (credit | credits | balance) check
    """,

    // MARK: State

    "en.state.place": """
    (on | in | inside | of | for | from | with | about) (the | my | this | our | current)*
    (timeline | project | draft | session | edit | sequence | video | export | render | job | film | movie | composition | work
    | things | everything)
    """,
    "en.state.time":
      "now | right now | so far | currently | at the moment | at present | today | as of now | up to now | at this point",
    "en.state.adjective": """
    the | my | our | all | all the | all my | all of the | all of my | all our | current | existing | latest | present | overall
    | full | whole | entire | available | active | up to date | me the | me my
    """,
    "en.state.thing": """
    project | projects | video | videos | draft | drafts | timeline | timelines | session | sessions | edit | export | render
    | job | film | movie | rendering | task | editing | work
    """,
    "en.state.noun": """
    <en.state.thing> (status | state | overview | summary | progress | report)
    | status | state | timeline | time line | tracks | track list | tracklist | track listing | draft | timeline summary
    | track summary | tracks summary | status report | status update | status check | status summary | state summary
    | overview | progress report | progress update | track overview | track info | tracks info | timeline info | list of tracks
    | list of (the | all | my)* tracks | (video | project | draft | session) (timeline | tracks | draft | track list)
    | audio tracks | text tracks | (state | status) of (the | my | this | our) (current)? <en.state.thing>
    """,
    "en.state.a": """
    (a | an | the | any) (quick | short | brief | current | new | full)* (status | state | update | updates
    | status update | status updates | status report | progress report | progress update | track list
    | list of (the | all | my)* tracks | timeline summary | timeline overview | status check | project summary)
    (<en.state.place>)* (<en.state.time>)*
    | (a | an | the | any) (quick | short | brief | current | new | full)* (summary | overview | rundown)
    <en.summary.place>* (<en.state.time>)*
    """,
    // A summary "of the video" may be a film that is wanted; one of these is none.
    "en.summary.place": """
    (on | in | inside | of | for | from | with | about) (the | all the | all | my | this | our | current)*
    (timeline | project | draft | session | edit | sequence | tracks | export | render | job | composition | work | things | everything)
    """,
    "en.state.rest":
      "<en.state.place> | <en.state.time> | (that)? (i | we) have | there are | looking | as it is | as is | summary | update",
    "en.state.what": """
    (on | in | inside) (the | my | our)* (current | whole | draft)* (timeline | draft | project | tracks | time line | session)
    <en.state.rest>*
    """,
    "en.state": """
    <en.state.adjective>* <en.state.noun> <en.state.rest>*
    | (show | show me | check | check on | check up on | see | view | display | list | list out | list me | print | print out
      | tell me | give me | get | get me | pull up | look at | take a look at | have a look at | let me see | let me have a look at
      | let me look at | let me check | inspect | report | report on | read | read out | query | fetch | know | describe
      | summarize | summarise | update me on)
      (<en.state.adjective>* <en.state.noun> <en.state.rest>* | <en.state.a>)
    | <en.state.a> | (i | we) (want | need | would like) <en.state.a> | (id | wed) like <en.state.a>
    | (check | check on | see | report | tell me | know) (the | my | our | its)? (progress | current progress)
      (<en.state.place> | <en.state.time>)*
    | (current)? progress (so far)? <en.state.place>* | (a | the)? (quick | short)* (summary | recap | overview | structure) <en.summary.place> <en.state.time>*
    | (give me | show me | tell me | see | get) (a | the)? (quick | short)* (summary | recap | overview | structure)
      (of | for) (the | all | all the | my | our) (tracks | timeline | project | draft)
    | (give me a)? (quick)? recap | how (are | do) (we | things) (doing | going | looking | coming along | look) (so far | now)?
    | (wheres | where is) (the | my | our) (project | video | edit | draft) at (now | right now)?
    | (whats | what is) (the | our)? (current)? (situation | structure) <en.state.rest>*
    | is there (anything | something) <en.state.what>
    | (list | show me | see | what are)? (all | the | all the | my | all my) (clips | segments | layers | videos | media) <en.state.what>
    | (whats | what is | what are | hows | how is | how are | what about | how about | what was | tell me whats | tell me what is)
      <en.state.adjective>* (<en.state.noun> | progress) (going | coming along | doing | looking | like)? <en.state.rest>*
    | (show me | tell me | let me see | let me know | see | list | check | know)? (what | which | whats the | all the)
      (video | audio | different)? (tracks | layers | clips | segments)
      ((do | did) (i | we) (currently | already | now)? have | have (i | we) got | (i | we) (currently)? have | are (there | currently there)?
        | exist | there are | does (it | the video | the project | the timeline | my timeline | the draft | my project) (currently)? have
        | are (currently | now)? (on | in) (the | my) (timeline | project | draft | video | edit))?
      <en.state.rest>*
    | how many tracks ((do | did) (i | we) (currently)? have | have (i | we) got | are (there | currently there)?
        | does (it | the video | the project | the timeline | my timeline | the draft | my project) have
        | are (currently | now)? (on | in) (the | my) (timeline | project | draft | video | edit))
      <en.state.rest>*
    | (show me | tell me | let me see | see | list | check | know)? (whats | what is | what do (i | we) have | what have (i | we) got | what we have
        | what i have | whats already | whats currently | what is currently | everything) <en.state.what>
    | (show me | tell me | let me see)? (what do (i | we) have | what have (i | we) got | what we have | what i have | what you have | what weve got)
      (so far | right now | now | at the moment | currently | up to now)
    | (what | how) does (the | my) (current)? (timeline | draft | project | edit) (currently)? (look | look like | contain | have | consist of | include)
      <en.state.rest>*
    | where (are we | am i | are things | do we stand | do things stand | is it) (at | with (the | my | this) (video | project | edit | draft | timeline))?
      (now | right now | at the moment | currently)?
    | how far (along)? (are we | am i | is it | is the (video | edit | project | render) | have we (got | gotten | come)) (along)? (now)?
    | (hows | how is) (it | everything | (the | my | our) (video | project | edit | draft | render | export | timeline | progress))
      (going | coming along | doing | progressing | looking | coming) (so far | now)?
    | (is (it | everything | (the | my) (video | edit | project | export | render))) (all)? (done | ready | finished | complete | completed | rendered)
      (yet | now)?
    | (are you | have you) (done | finished) (yet | now | already)?
    | (what | which) (state | status | stage) (is (it | (the | my) (project | video | draft | edit | session | export)) | are we) (in | at)? (now | right now)?
    | any (progress | updates | update | news) (yet | so far)? (<en.state.place>)*
    """,

    // MARK: Upload

    "en.media": """
    file | files | video | videos | vid | clip | clips | footage | image | images | photo | photos | picture | pictures | pic | pics
    | music | audio | song | songs | sound | sounds | media | material | materials | asset | assets | media files | media file
    | video file | video files | video clip | video clips | image file | image files | audio file | audio files | gif | gifs
    | mp4 | mp3 | mov | png | jpg | jpg file | mp4 file | mp3 file | logo | recording | recordings | one | another | something | more | b roll
    | stuff | screenshot | screenshots | voiceover | voice over | soundtrack | content
    """,
    "en.media.adjective": """
    a | an | the | my | this | that | these | those | some | another | more | one | two | three | four | five | few | couple | several | new
    | local | own | other | multiple | product | image | audio | raw | of | additional | all | all of | company | background | pair
    """,
    "en.media.origin": """
    from (my | the | this)? (computer | laptop | phone | device | disk | desktop | drive | machine | pc | mac | gallery | camera roll
    | library | downloads | downloads folder | folder | hard drive | local disk | camera) | here | first | to (you | here)
    | to (the | my | this) (session | project | cloud | server | editor) | with you | for you | for this
    """,
    // Files, as they lie on a disk: "attach the logo" and "attach some music" are edits.
    "en.attach.object": """
    (a | an | the | my | this | that | these | those | some | one | two | three | four | five | few | couple | several | new | local | own
      | multiple | product | raw | of | all | all of | pair | our)*
    (file | files | video | videos | footage | image | images | photo | photos | picture | pictures | pic | pics | media | material
      | materials | asset | assets | media files | media file | video file | video files | image file | image files | audio file
      | audio files | jpg file | mp4 file | mp3 file | recording | recordings | screenshot | screenshots | mp4 | mp3 | mov | png | jpg)
    """,
    "en.upload": """
    (upload | uploading | re upload | reupload | upload up) (<en.media.adjective>* <en.media> | it | this | that | them | these | those)?
      <en.media.origin>*
    | (i | we) (have | ve got | got) <en.media.adjective>* <en.media> to upload | ive got <en.media.adjective>* <en.media> to upload
    | (start | begin | do | make | open) (the | an | a | my | with)? (upload | uploading | file upload | media upload)
      (of)? (<en.media.adjective>* <en.media>)?
    | attach <en.attach.object> <en.media.origin>*
    | (send you | share with you | give you | hand you) <en.media.adjective>* <en.media> <en.media.origin>*
    | share <en.media.adjective>* <en.media> with you
    | (file | media | video | image | photo | photos | picture | audio) upload
    | (here is | here are | heres) (my | the | a | some)* <en.media.adjective>* <en.media> to upload
    """,
    "file": "\(PhraseTokens.file)",
    "files": "<file> ((and | plus | 和 | 与 | 跟 | 还有 | 以及)? <file>)*",
    "en.upload.files": """
    <files>
    | (upload | attach | send | uploading | here is | here are | heres | this is | these are)? <en.media.adjective>* <en.media>? <files>
      <en.media.origin>*
    | upload <en.media.adjective>* <en.media>? (called | named | at) <files>
    """,
  ]
}
