@testable import Cloud

/// Phrases with what is meant by them, as people type them. None of them is taken from the grammar.
enum RoutingPhrases {
  static let export = """
    I'd like the download please
    wrap it up and export
    I want the finished promo
    get the final cut please
    現在可以匯出影片了嗎
    导出视频～～
    export !!
    export
    Export
    EXPORT!
    导出
    download
    send me the video
    please export my video now
    Please export it.
    can you export the video please?
    Could you export this for me?
    export now
    ok export it
    Okay, export!
    let's export
    Looks good, export it
    looks great! please export
    Perfect. Export the final video
    I'd like to export the video
    I want to export my project
    export as mp4
    export it as an MP4 please
    export to mp4
    download the video
    download my video please
    Download it now
    can I download the video?
    Can I get the video file?
    could you send me the final video
    send me the final cut
    send it to me
    Send me the MP4
    send me the video please
    please send me the finished video, thanks!
    give me the video
    give me the download link
    get me the final file
    I'm ready to export
    we're ready to export
    Time to export
    go ahead and export
    go ahead and export the video
    start the export
    Start exporting please
    render the final video
    Render it
    render and download
    export and download
    Export and send it to me
    export the finished film
    just export it already
    export, please
    export my clip
    Hey, can you export my video?
    thanks, now export it
    I need the final video
    I want to download it
    would you please export the project?
    Would you mind exporting the video?
    do the final export
    export video
    Video export please
    run the export
    export again
    Export the whole thing
    save the video to my computer
    export the edited video
    let me download the result
    please download
    download the mp4 file
    Ok let's render
    finalize and export
    That's it, export
    I'm happy with it, export please
    All done. Export.
    export everything now
    "export"
    export 🎬
    ＥＸＰＯＲＴ
    export it in hd
    where can I download the video?
    pls export
    导出视频
    请导出
    请导出视频
    帮我导出
    帮我导出一下视频
    帮我导出一下
    请帮我导出视频，谢谢
    麻烦导出一下
    现在导出
    可以导出了
    可以导出了吗？
    好的，导出吧
    导出吧
    开始导出
    把视频导出来
    把视频导出给我
    把成片发给我
    把视频发给我
    发给我视频
    下载
    下载视频
    我要下载视频
    帮我下载这个视频
    请把最终视频发给我
    我想导出我的视频
    导出最终视频
    导出成片
    导出为mp4
    导出成MP4格式
    重新导出一次
    再导出一遍
    能不能帮我导出视频？
    可以帮我下载吗
    视频发我一下
    给我下载链接
    把它导出
    保存到本地
    把视频保存到电脑
    没问题了，导出
    很好，请导出
    导出这个项目
    匯出影片
    請匯出
    下載影片
    請幫我導出視頻
    帮我export一下
    导出video
    export一下
    请export视频
    渲染视频
    麻烦把做好的视频发给我
    那就导出吧
    马上导出
    Export please!
    Hi! Could you please export my video? Thank you!
    Export this video for me, thanks.
    Send me the finished product.
    I'm done editing, export the video
    done editing, please export
    We are done. Please download the video.
    Great work! Send me the video.
    ship it, export
    Please go ahead with the export
    Alright, let's export this thing
    export this thing
    Kindly export the final output
    Can we export now?
    can you render this now
    Could you render the final version please?
    i want my video
    Let me have the video file
    download final video
    download this video to my laptop
    Would you export it?
    export it for me real quick
    Please produce the export
    generate the export
    create the export
    create an mp4 export
    export to my desktop
    export mp4
    mp4 please
    can you deliver the final video?
    I would like a copy of the video
    get me a download link please
    share the video file with me
    Can I have the final MP4?
    I think it's good, let's export
    export it right now please
    That looks perfect! Export it please.
    yes, export
    yes please export it
    export the finished version
    Please download the finished video for me
    export my masterpiece
    Hey there, please send me my video
    ready to export!
    Please send the video to me
    download video now
    I need to download my video
    start rendering
    Begin the final render
    hit export
    press export
    do export
    export and save
    export & download
    Export current project
    Export current timeline
    Export my timeline as a video
    请帮忙导出视频
    视频导出一下
    导出一下吧
    导出一下
    帮忙把视频导出一下
    导出成品视频
    我想要导出
    我要导出视频了
    可以导出视频了
    导出并发给我
    导出后发给我
    把做好的视频给我
    把成品发给我
    把剪好的视频导出
    把最终版发给我吧
    发我成片
    下载成片
    下载到本地
    下载到电脑
    请下载
    请把视频下载下来
    我想下载视频
    帮我把视频下载一下
    直接导出
    直接导出吧
    好了，可以导出了
    行，导出吧
    OK，导出
    输出视频
    输出成片
    导出高清视频
    导出MP4
    能导出吗
    现在可以导出吗
    麻烦您把视频导出，谢谢
    请渲染并导出
    幫我匯出影片
    把影片傳給我
    把影片下載下來
    請把成品傳給我
    導出
    下載
    傳給我影片
    視頻發給我
    满意，导出
    完成了，导出视频
    就这样，导出吧
    给我发视频
    视频给我
    Would you please render and send me the film?
    pls download
    download the whole video
    download my project
    I want this exported
    get this exported please
    export what we have
    Export the result and send it to me, please
    can we get the video now?
    gimme the video
    Let's wrap it up and export
    Finish and export
    please do an export
    please save the video
    please render everything
    Export. Thanks!
    is it possible to download the video?
    how about exporting now
    send over the final video
    I'd love to download the video
    Okay I'm satisfied. Export it!
    you can export now
    You can go ahead and export the video now
    Now send me the result
    Thanks! Can you send me the video?
    Could I please have the final video?
    i'd like my video now please
    export my reel
    export the slideshow
    export the final edit please
    export full video
    export to file
    email me the video
    导出最终版
    麻烦帮我把视频导出来可以吗
    我想把视频导出来
    请你帮我把这个视频导出
    导出我的作品
    下载我的视频
    把这个视频下载到电脑
    能把视频发给我吗
    可以把视频发给我吗？
    请发视频给我
    视频可以导出了
    帮我出片
    导出全部
    需要导出视频
    我要最终视频
    我要成片
    这个可以导出了
    快导出
    快帮我导出
    导出文件
    下载文件
    下载mp4
    请帮我保存视频到本地
    麻烦发我一下成片
    把视频存到手机
    謝謝，請匯出影片
    請把影片匯出成mp4
    Would you be able to export this for me?
    Export my reel, please and thank you
    I'd love to download the finished clip
    Alright then, let's get this exported
    ready when you are — export
    Could I please have the download link?
    Fire off the export
    Export the current timeline as MP4
    yes, export.
    Great work! Now send me the video.
    Please send the finished video to me
    Download it to my laptop
    Hit export
    render & export
    Just download the thing
    Give me the final video please
    export it!!!
    Please proceed with the export
    May I download the final result now?
    Export in high quality please
    视频可以下载了吗
    请帮我把视频下载下来
    我想把它导出成mp4
    好了，直接导出
    没问题了，导出视频吧
    给我导出来
    能把成品发我吗？
    那就导出吧，谢谢
    把最终的视频发过来
    mind exporting this one for me?
    Would you kindly export the finished video
    will you be able to export the video for me
    Are you able to export this?
    export & download please
    Could I get the final mp4?
    let me download the film
    I'd like the final video please
    hey, export time!
    that's perfect, please export it now
    Yep looks good. Export.
    We're done here, export the video
    All set, go ahead and download it
    Render the final cut please
    can you render my film now?
    Put it on my desktop
    email me the finished video
    send me my video
    Please deliver the final video
    I want the mp4 file
    where do I download my video?
    give me a download link
    Give me the finished film, thanks
    get me the mp4
    Kick off the export
    proceed with the export please
    Export in 1080p
    export as mp4 in full HD
    export the whole thing
    export everything
    okay export that
    download this
    I need to download the video
    we would like to export now
    may I download the final version
    nice work! export it please
    love it, send me the final video
    re-export the video
    Export it one more time please
    帮我把视频导出来
    导出成mp4
    下载视频到本地
    没问题，导出
    渲染最终视频
    导出最终版本
    现在导出视频，谢谢
    能帮我下载一下吗
    很满意，导出吧
    把这个视频保存到电脑
    再导出一次
    發給我視頻
    請匯出影片
    export 一下视频
    Export, thx
    ok looks perfect, export it
    let's export this thing
    could you kindly render the final video
    I want to download my video
    gimme the mp4
    麻烦把成片发我
    把视频下载下来
    帮我导出一下视频谢谢
    行，导出
    视频发我一份
    Please hand me the finished clip
    alright, export time
    ship it as an mp4
    Export final cut
    将视频导出到本地
    我要下载成片
    视频做好了就导出吧
    导出视频文件
    download please
    could I have the video file?
    """

  static let credits = """
    balance now
    check my balance again
    show the balance once more
    credits and balance
    还剩几点积分？
    還剩幾點積分？
    我還有幾點積分
    credits
    积分
    balance
    余额
    Credits?
    my credits
    my balance
    check balance
    check my balance
    check my credits please
    how many credits do I have left?
    How many credits do I have?
    how many credits are left
    how many credits left?
    how many credits remain
    How much credit do I have
    what's my balance?
    What is my current balance
    whats my credit balance
    what is my credit balance right now
    show my credits
    show me my credits
    show me my balance
    show credits
    tell me my balance
    Can you check my credits?
    could you tell me how many credits I have left
    do I have any credits left?
    Do I still have credits?
    any credits left?
    am I out of credits?
    remaining credits
    credits left
    credit balance
    account balance
    credits remaining?
    please show my remaining credits
    How many free credits do I have left?
    balance please
    I want to check my balance
    i'd like to see my credits
    let me see my balance
    do I have enough credits?
    what are my credits
    view my balance
    credit check
    how many credits have I used?
    hi, how many credits do I have left please
    how are my credits looking
    我的积分
    查积分
    查询积分
    查看积分
    还剩多少积分
    还剩多少积分？
    还有多少积分
    我还有多少积分
    我还剩多少积分呢
    剩余积分
    积分余额
    积分还剩多少
    积分还有多少
    余额多少
    余额是多少
    我的余额
    查询余额
    帮我查一下积分
    帮我查一下余额
    请查询我的积分余额
    看一下我的积分
    看看余额
    我有多少积分
    多少积分
    还有积分吗
    积分够吗
    账户余额
    我的账户还有多少积分
    告诉我还剩多少积分
    请问我还有多少积分
    請問我還有多少積分
    剩餘積分
    查詢餘額
    現在還剩多少點數
    我的credits还有多少
    查一下credits
    显示余额
    能帮我看看还剩多少积分吗
    积分用完了吗
    How many credits have I got?
    how many credits do i still have
    Credits balance
    Check credits
    check credit balance please
    what's my credit balance?
    What's left in my balance?
    How many credits are remaining in my account?
    Please tell me how many credits are left
    show credit balance
    can I see my balance
    Could you check how many credits I have?
    what's my remaining balance
    how's my balance
    my remaining credits
    available credits
    tell me my credits
    Do I have credits?
    are there any credits left
    are there credits left?
    How many free credits are left?
    remaining balance
    credits, please
    how much balance do I have
    How much do I have left in credits?
    what is my account balance
    balance?
    Check my account balance
    Are my credits running low?
    number of credits left
    what's the balance
    credit status
    hey, credits?
    have I run out of credits?
    how many credits do we have
    did I use all my credits?
    I want to know my balance
    I'd like to know how many credits I have left
    积分还有多少？
    查一下余额
    余额还有多少
    余额查询
    积分查询
    我现在有多少积分
    现在还有多少积分
    帮我看看积分
    看看我还有多少积分
    我的账户余额是多少
    剩多少积分
    剩下多少积分
    当前积分
    可用积分
    还剩几个积分
    积分剩余
    积分够不够
    积分够用吗
    请查看余额
    告诉我余额
    我想知道我的积分
    我想查积分
    還剩多少積分
    我的點數還有多少
    餘額
    查看餘額
    积分是多少
    我还有积分吗
    免费积分还剩多少
    我的额度还有多少
    how many more credits do I have
    what credits do I have
    Tell me if I have any credits left
    remind me how many credits I have
    Can you show my balance?
    Please check my credit balance.
    my credit balance please
    How many credits remaining
    credits available?
    check remaining credits
    look up my balance
    how much credit is left
    I want to see my credit balance
    what's my account credit
    could you check the balance for me
    show how many credits I have
    what are my remaining credits?
    How many credits are in my account?
    current credits
    hello, what is my balance?
    do we have any credits left
    帮我查积分
    能查一下积分吗
    我想看看还有多少积分
    积分剩多少了
    请问余额是多少
    账户里还剩多少积分
    还有多少点数可以用
    我还有多少余额
    查余额
    剩余的积分有多少
    积分还够吗
    请告诉我积分余额
    目前积分
    目前还剩多少积分
    可以看一下我的积分吗
    我的積分餘額
    現在有多少積分
    How many credits are left?
    what's my balance
    do I have any credits remaining
    Can you tell me how many credits I've got left please
    check my credit balance
    How much credit do I still have
    Am I out of credits?
    show me my remaining credits
    Hi, what is my current balance?
    I'd like to know my credits
    see credits balance
    how many free credits do I have left today
    我还有多少积分？
    帮我看看还剩多少积分
    积分余额是多少
    我的积分够不够
    请问我的账户余额还有多少
    看下余额呗
    积分还有吗
    how many credits do I have?
    What's my remaining balance
    Can you tell me my credit balance?
    credits left?
    do I still have credits
    How many credits have I used so far?
    could you check how many credits are left
    how many credits have I got left?
    what is my balance right now
    any credits left
    remaining credits please
    积分还剩多少？
    请问我的积分余额是多少
    我的余额够吗
    查詢積分
    告诉我还剩几个积分
    how many credits are left?
    credits pls
    查下余额
    还剩几个积分呀
    what's my credit balance right now
    do I still have credits?
    我的积分余额是多少
    remaining credits?
    Show my credit balance
    how much credit have I got
    看一下我的余额
    """

  static let state = """
    a brief summary of the timeline
    展示轨道
    展示一下当前的时间线
    status
    状态
    show tracks
    Status?
    what's the status
    What's the status?
    what is the status of my video
    what's the current status
    status please
    status update
    give me a status update
    project status
    check status
    check the status please
    show me the tracks
    show the tracks
    show all tracks
    list tracks
    list the tracks
    list all tracks please
    can you show me the tracks?
    Could you list my tracks
    show timeline
    show me the timeline
    show the timeline please
    what's on the timeline
    What is on the timeline right now?
    what's in the timeline?
    what tracks do I have?
    what tracks are there
    which tracks do we have
    how many tracks do I have?
    how many tracks are there
    show state
    show me the current state
    current state
    state
    current status
    let me see the tracks
    let me see the timeline
    I want to see the tracks
    display the timeline
    view timeline
    timeline
    tracks
    timeline status
    show me my timeline
    where are we at?
    what do we have so far
    how's the project going?
    what does the timeline look like
    show me what's on the timeline
    tell me the status
    hey what's the status now
    track list
    give me a summary of the timeline
    project status please
    Is my video ready?
    any updates?
    查看状态
    当前状态
    现在什么状态
    状态如何
    状态怎么样
    项目状态
    看一下状态
    请显示轨道
    显示轨道
    显示所有轨道
    查看轨道
    列出轨道
    列出所有轨道
    有哪些轨道
    现在有几条轨道
    给我看看轨道
    帮我看一下时间线
    显示时间线
    看看时间线
    时间线上有什么
    时间线上有什么？
    时间轴
    查看时间轴
    当前进度
    进度怎么样了
    进度如何
    现在进度怎么样
    做到哪一步了
    现在做到哪了
    视频做好了吗
    顯示軌道
    目前狀態
    查看專案狀態
    現在的進度如何？
    看下项目状态
    我想看看时间线
    告诉我现在的状态
    show一下时间线
    查看status
    轨道情况
    Show me the status
    show status
    what is the status?
    Status report please
    status?
    Give me the status
    Can I see the tracks?
    can i get a status update?
    Let me know the status
    Show me all the tracks
    Show all the tracks in the timeline
    list all my tracks
    List what's on the timeline
    What's currently on the timeline?
    What's on my timeline?
    what is in my project
    what is the current state of the project?
    What's the state of my draft?
    what do i have on the timeline
    Tell me what's on the timeline
    What tracks are on the timeline?
    Which tracks are in the project?
    how many tracks do we have?
    How is the video coming along?
    How's it going?
    How far along are we?
    Where are we now?
    show me my tracks please
    print the timeline
    describe the timeline
    show the current timeline
    See timeline
    Please list the tracks.
    view tracks
    View status
    Get status
    state please
    Project overview
    Show project status
    check project status
    check the timeline
    check progress
    what's the progress
    progress?
    Is it done yet?
    is the video done?
    is it finished?
    summary of the timeline
    show me a summary of the tracks
    What does my timeline look like right now?
    Where is my project at?
    video status
    显示状态
    查看当前状态
    现在的状态
    状态是什么
    什么状态
    当前状态是什么
    告诉我状态
    看看状态
    看一下轨道
    请列出轨道
    轨道有哪些
    有什么轨道
    都有哪些轨道
    显示一下轨道
    显示全部轨道
    查看时间线
    看一下时间轴
    时间线里有什么
    时间轴上有哪些内容
    现在时间线上有什么
    时间线现在什么样
    项目进度
    项目现在什么状态
    视频状态
    视频进度怎么样了
    进展如何
    进展怎么样
    做得怎么样了
    做好了吗
    视频好了吗
    完成了吗
    查看进度
    查看项目状态
    查看軌道
    狀態
    顯示狀態
    列出軌道
    現在進度到哪了
    草稿状态
    看看草稿
    几条轨道
    What's the current state of my timeline?
    Let me check the status
    can you list the tracks for me
    could you show me what's in the timeline
    show the list of tracks
    tell me the current status of the project
    status of my video
    what's our status
    how's everything looking?
    How are we doing so far?
    what stage are we at
    Please show status
    Please give me a summary
    Give me an overview of the timeline
    any progress?
    Any news?
    what's my project status
    is my project done?
    show me the project status please
    what layers do i have
    what clips are on the timeline?
    list the clips on the timeline
    show me the draft
    see my timeline
    check tracks
    show me track list
    timeline please
    show timeline summary
    现在是什么状态
    状态查询
    请告诉我当前状态
    帮我看看状态
    帮我看看现在的进度
    进度到哪了
    目前进度如何
    给我看一下时间线
    请列出所有轨道
    把轨道列出来
    轨道列表
    时间线概览
    时间轴上都有什么
    现在草稿里有什么
    现在到哪一步了
    视频做得怎么样了
    渲染进度
    导出进度
    导出状态
    視頻狀態
    目前有哪些軌道
    時間軸上有什麼
    项目情况
    Show me the tracks
    show tracks please
    Can you show me the timeline
    status update please
    what is on the timeline right now?
    list all tracks
    Where are we at?
    Give me a status report
    Tell me the current state of my project
    what tracks do I have
    Check status
    show me what we have so far
    display the tracks
    看看现在的状态
    当前状态怎么样
    现在进度如何？
    告诉我项目状态
    查看一下轨道
    目前什么情况
    what's the status?
    Show me the timeline
    show the tracks please
    how's it going?
    What's on the timeline right now
    give me a status update please
    how many tracks are there?
    where are we with the video?
    show me the current draft
    what does the timeline look like now?
    how far along are we
    can you show me the project status
    看看轨道
    有几条轨道
    目前的進度
    what's on the timeline at the moment?
    现在什么状态了
    现在轨道上都有啥
    时间线给我看看
    项目到哪一步了
    轨道上有啥
    show the current state of the project
    """

  static let upload = """
    attach my photos
    attach a file
    attach some product images from my computer
    upload
    上传
    Upload a file
    upload a video
    upload my video
    upload files
    upload some photos
    upload an image please
    I want to upload a video
    I'd like to upload some clips
    can I upload a file?
    let me upload a photo
    upload from my computer
    upload another clip
    please upload
    upload footage
    upload more files
    upload this
    start the upload
    file upload
    上传文件
    上传视频
    上传素材
    上传图片
    我要上传视频
    我想上传一个视频
    上传一张照片
    上传几张图片
    帮我上传文件
    请上传
    上传我的视频
    上传音乐
    可以上传图片吗
    上傳影片
    我想上傳檔案
    上传本地视频
    从电脑上传
    把视频上传
    上传一下
    Upload my files
    upload a new clip
    upload an mp4
    upload photos please
    I would like to upload a photo
    Can I upload something?
    I need to upload a file
    upload media
    upload my product photos
    upload two images
    I have a video to upload
    help me upload a video
    upload another file
    upload the footage
    upload music
    上传一个文件
    上传一段视频
    上传照片
    上传几个素材
    帮我上传一下
    我想上传文件
    我要传视频
    传一张图片
    上传产品图片
    请帮我上传图片
    我有一个视频要上传
    上傳
    上傳照片
    我要上傳檔案
    继续上传
    Upload my clip please
    Let me upload my files
    I'll upload a video
    i am going to upload a file
    upload one more file
    I want to share a file with you
    Can you upload my photos?
    upload those
    upload several clips
    upload an audio file
    upload local file
    upload it
    上传一首歌
    我想上传一些照片
    上传更多素材
    上传新的视频
    麻烦上传一下文件
    可以上传文件吗
    把图片上传
    上传音频文件
    我要上傳圖片
    再上传一张
    I want to upload a file
    Can I upload some photos?
    upload my video please
    Let me upload a clip
    Uploading a file
    我想上传几张照片
    帮我上传一个视频
    我要上传素材
    I want to upload some photos
    upload my footage please
    Let me upload another clip
    上传一张图片
    upload an image from my computer
    I have some clips to upload
    我要上传文件
    I'd like to upload something
    上传一个视频
    let me upload some photos
    我想传几张照片
    """

  /// What goes to the agent: edits, questions, and whatever only looks like a command.
  static let message = """
    balance again
    Balance once more, please
    finish the video and export
    Finish the edit and export it
    complete the film, then export
    put it on my phone
    put the final video in my laptop
    attach background music
    attach some music
    attach the logo
    Attach a soundtrack
    attach another clip
    Attach a voiceover
    attach the audio to the project
    I need our new ad
    I want my promotional video
    I want my slideshow
    get my new promo
    we need our promo video
    I want our latest commercial
    I need a short summary of the video
    give me a short summary of the video
    quick recap of the film
    展示我们项目的进展
    展示项目情况
    展示我们的项目进度
    🚫 export
    export ❌
    ❌导出
    export 👎
    !export
    ！导出
    ~~export~~
    ¬export
    ⛔ upload
    导出没？
    Is it okay to export?
    Am I able to export?
    would it be ok to download it?
    Don't export yet
    export with a bigger title
    add the word export as a title
    导出之前把标题改大
    do not export
    don't download anything
    not ready to export
    export after you add music
    before you export, trim the intro
    before exporting make the title bigger
    trim the intro and export
    add music, then export
    export once the music is added
    export without the music
    export it with subtitles
    export only the first 10 seconds
    export the audio only
    export in 4k 60fps vertical
    export as gif
    export a version without the title
    export the second clip as a separate video
    How do I export?
    what happens when I export?
    why did the export fail?
    how much does export cost
    stop the export
    cancel the export
    never mind the export
    the exported video is too dark, fix it
    make the export button text bigger in the video
    title: Export Now
    change the title to "Download"
    change the title to Download
    write "download now" at the end
    add a call to action saying download our app
    add a download button animation
    put "send me the video" on screen
    send me the video with a blue background
    send me a video of a cat
    give me a video about coffee
    give me a new version
    give me another version with faster cuts
    render a sunset in the background
    render the title in red
    create a 30-second promotional video from my product photos
    generate a short product description or three brand images into a 1080p MP4
    make the final video shorter
    save the old title
    download some music for the background
    download a song and use it
    use the downloaded clip first
    add end credits
    add credits at the end
    roll the credits over black
    show the credits over the last scene
    show credits at the end
    make the credits scroll slower
    add rolling credits with my name
    credits should be in white
    the credits are too fast
    remove the credits
    change credits font
    give me more credits
    buy credits
    how do I get more credits
    how many credits will this cost?
    how many credits does a video cost
    balance the audio
    balance the colors
    balance it
    fix the white balance
    adjust the audio balance between voice and music
    balance the left and right channels
    check the color balance
    better balance between music and voice
    add a balance wheel shot
    add a status bar at the bottom
    change the status text to live
    the status should say open
    show the status "sold out" on screen
    add a title saying status: online
    track 2 is too loud
    show the tracks of the train in the first scene
    show train tracks in the first scene
    show tracks in the snow
    mute all tracks
    delete the second track
    remove all tracks
    duplicate the tracks
    merge the tracks
    swap the tracks
    edit the timeline
    edit the tracks
    clean up the timeline
    clear the timeline
    shorten the timeline to 20 seconds
    extend the timeline
    draft a timeline of the company history
    add a timeline graphic
    show a timeline of events from 1990 to 2020
    show the state of Texas on a map
    state your name at the start
    state clearly that it's free
    make the timeline 30 seconds long
    I need an audio track
    I need a new timeline
    lock the tracks
    upload it to YouTube
    upload the video to TikTok
    upload complete, now add it to the timeline
    I uploaded the clips, make a montage
    use the clips I uploaded
    use the uploaded photos for a slideshow
    after the upload add music
    don't upload
    make an upload animation
    add an upload icon in the corner
    why can't I upload?
    what formats can I upload?
    add lofi music
    add a title "Urban Dreams"
    trim the first clip to 3 seconds
    make it better
    make it faster
    reorder the clips
    lower the volume to 30%
    speed up the second clip
    what can you do?
    hello
    hi
    thanks
    thank you
    yes
    no
    ok
    looks good
    undo
    undo that
    start over
    make another one
    continue
    keep going
    Add a fade out at the end and make the export vertical
    show me a video of a sunset
    show the video in black and white
    show a map
    show subtitles
    show progress bar at the bottom
    list the ingredients on screen
    view from above please
    check the spelling of the title
    check whether the music fits
    get rid of the intro
    send the title to the back
    send the logo to the front
    bring up the music track
    bring up the audio tracks
    export yet?? no, first fix the title
    I'd export it but the title is wrong
    no export please
    if the title is fine, export
    when the music is in, export it and add a fade
    export tomorrow
    can you make the video ready for export with a watermark
    final video should be 15 seconds
    the final export must have no watermark
    send me the video when you've added the logo
    download speed animation
    put a progress counter on the video
    make the video file smaller
    rename the project to Summer
    name the project export
    what does the export include?
    I want the video to be shorter
    I want the video in portrait
    I need the video to start with the logo
    I'd like the video brighter
    get the video to 15 seconds
    save the video with a shorter intro
    could you export it with the subtitles burned in?
    Could you check the timeline for gaps?
    can you show the tracks louder
    say "export" in the voiceover
    translate the word download into Chinese
    先别导出
    不要导出
    暂时不要导出
    别导出
    先不导出，改一下标题
    导出前加上音乐
    导出之前加个片尾
    加完音乐再导出
    加上字幕然后导出
    把标题改成导出
    标题改为“下载”
    加一个下载按钮
    导出时去掉水印
    导出没有字幕的版本
    只导出音频
    导出前十秒
    导出竖屏版本
    怎么导出
    为什么导出失败
    取消导出
    停止导出
    导出要多久
    导出需要积分吗
    添加文字“立即下载”
    加上“导出”两个字
    下载一首背景音乐加进去
    给我一个视频
    给我做一个视频
    帮我做个视频
    帮我生成一个宣传片
    生成一个30秒的视频
    发给我一个没有字幕的版本
    视频再短一点
    视频太暗了，调亮一点
    把视频剪短
    把视频倒放
    片尾加上积分说明
    添加积分动画
    显示积分排行榜
    把积分两个字放大
    怎么获得积分
    怎么充值
    做一次要多少积分
    导出一次多少积分
    余额不足的提示动画
    加一个余额显示
    音量平衡一下
    调整白平衡
    添加状态栏
    把状态改成已完成
    标题写“当前状态”
    显示进度条
    加一个进度条
    删除第二条轨道
    删除所有轨道
    合并轨道
    清空时间线
    新建一条轨道
    添加音轨
    我需要音轨
    剪辑时间线
    时间线缩短到20秒
    处理一下音轨
    生成草稿
    确认草稿没问题后加片尾
    画一条时间轴介绍公司历史
    上传到抖音
    把视频上传到B站
    我上传了三张照片，做成视频
    用上传的图片做一个幻灯片
    上传完成后加上音乐
    不要上传
    加个上传图标
    支持上传什么格式
    为什么上传失败
    加背景音乐
    添加标题“城市之梦”
    把第一段剪到3秒
    音量调到30%
    你好
    谢谢
    好的
    可以
    继续
    撤销
    你能做什么
    换一首音乐
    字幕大一点
    請把標題改大
    先不要匯出
    加上片尾再匯出
    export the video in 720p
    export at 24 fps
    Export settings should be vertical
    export to YouTube
    export two versions
    Export it after cutting the last second
    cut the last second and export it
    Export the subtitles as srt
    what resolution will the export be
    can the export be vertical?
    is it possible to export in 4k
    the video has not been exported
    I already exported it
    downloaded, thanks
    make a video about downloads
    a video showing how to export coffee from Brazil
    make an ad for an export company
    a story about bank credits
    explain credit cards in 30 seconds
    make a video about work life balance
    add the credit "Filmed by Ann"
    credit the photographer at the end
    give credit to the band
    opening credits in gold
    add opening credits
    put credits on the black screen
    start the credits at 0:20
    balance scene lengths
    the timeline is too long
    move the title to another track
    add a new track
    add a music track
    the music track is too loud
    the audio track should fade out
    timeline should start with the logo
    make a status update video for my team
    project update video with three slides
    summarize the product in 10 words as a title
    progress bar please
    show a progress bar
    describe the product in the title
    list three benefits on screen
    show my logo at the end
    show the price
    what's the name of the song
    what song did you use
    what is the length of the video
    how long is the video
    how long does it take
    upload date should be shown in the corner
    make a tutorial on how to upload files
    upload speed animation
    导出的视频没有声音
    导出的视频太大了
    把导出的视频改成竖屏
    做一个介绍导出功能的视频
    下载按钮放在右下角
    在结尾加上下载链接
    结尾显示下载二维码
    片尾写：下载我们的应用
    积分商城宣传片
    做一个积分活动的广告
    积分兑换规则写在字幕里
    余额宝的介绍视频
    平衡一下左右声道
    时间线太长了
    把时间线上的音乐删掉
    把轨道一静音
    音轨音量调低
    状态不好，重新做
    显示产品状态
    显示时间
    在画面上显示时间线
    上传按钮做成红色
    做一个上传教程
    把标题移到时间轴开头
    把进度条去掉
    重新生成
    重新做一个视频
    再做一个版本
    做成竖屏
    视频再来一个
    发一个新版本给我
    给我换个音乐
    你觉得怎么样
    多少钱
    what do you think
    is the title too big?
    are the captions readable?
    check the captions
    see if the music fits
    get the logo from my site
    send the clip to the end
    give it more energy
    give me three options
    i want it faster
    I need more clips
    i need the logo bigger
    save space at the top for the logo
    take the first clip and loop it
    start the video with the logo
    start the music at 3s
    begin with a fade
    finish with the logo
    final cut should be 20s
    new version please
    another version
    Show the finished product on a white table
    show the download page in the video
    the final product shot should come first
    ready
    cancel
    help
    stop
    Wait, don't export
    hold off on the export
    export can wait, fix the music
    Let's not export yet
    I'm not ready to export
    export everything except the intro
    export with captions
    export with the new music
    export but mute the audio
    export it vertical
    export the vertical version
    export a shorter cut
    export the first half
    render with a warmer tone
    render a new intro
    make a download page mockup
    download more footage of the sea and insert it
    download stock footage
    send the music fade to the end
    send me three variations
    give me the same video in French
    give me a longer video
    I want the final video to have music
    get the video colors warmer
    save the first five seconds only
    output a louder mix
    final video in black and white
    finish the video with a fade
    finish the edit
    complete the video
    end credits please
    credits in white please
    show my name in the credits
    credits music should be calm
    bring the credits up
    credit cards animation
    balance left channel
    balance both clips
    balance the exposure
    show status updates as captions
    show the tracks moving
    list my services as titles
    describe the scene in the voiceover
    show the tracks of the animal in snow
    hide the tracks
    mute the tracks
    align the tracks
    sync the tracks
    fill the timeline with clips
    trim the timeline
    loop the timeline
    what transitions do you have
    is there a gap in the timeline
    upload button animation in the intro
    a film about uploading your mind
    progress circle animation
    how do I upload
    先加字幕再导出
    导出并加上字幕
    导出无水印版本
    导出两个版本
    导出横屏
    导出4K
    导出字幕文件
    把导出按钮的动画去掉
    下载图标换成红色
    下载一些素材加进来
    发给客户的版本要有水印
    给我加个标题
    给我三个版本
    把视频发到群里的画面删掉
    把视频调亮
    把视频倒过来
    我要一个更短的视频
    我想要视频更亮
    保存之前的标题
    积分两个字放大
    积分榜第一名放中间
    片尾字幕加积分
    余额数字滚动动画
    账户页面截图放进去
    状态文字改为红色
    把轨道对齐
    轨道二往后移两秒
    时间线拉长
    时间轴动画
    进度加快一点
    节奏快一点
    上传的视频加滤镜
    用我刚上传的素材
    用上传的音乐做背景
    等上传完再开始
    视频完成后加个片尾
    做好了再加音乐
    好了吗这三个字放大
    加个完成的动画
    Don't export it yet
    Before you export, shorten the intro
    export with subtitles burned in
    Export only the first five seconds
    export it without the watermark
    Add the text "Download now" at the end
    Change the title to Export
    put a download button graphic over the last clip
    Make the CTA say 'Download the app'
    Replace "status" with "progress" in the caption
    Add a status bar mockup at the top of the phone screen
    Add end credits
    roll credits at the end
    Add credits for the director and the band
    The credits should scroll slower
    make the credits bigger
    show the credits over the last clip
    Balance the music against the voice
    balance the audio levels
    adjust colour balance on clip 2
    The audio balance is off, please fix it
    Use the upload I sent earlier as the intro
    replace the second clip with my last upload
    Use the photos I just uploaded
    Make a tutorial about how to upload a video
    Write "Upload your photos today" as a title
    Create a video about credit cards
    make a promo for our export business
    A 20 second ad for a company that exports coffee
    Send me a video about cats
    give me a 30 second promo
    I want a video of my holiday
    generate the video
    create the video now please
    Finish the video with a fade out
    Can you make the video longer?
    render the title in gold
    Render it in black and white
    I need the video to be shorter
    I want the final clip to be slower
    get the video down to 15 seconds
    Show tracks of animals in the snow
    Add a song from the soundtrack
    Delete the audio track
    Show the timeline of the company as an animation
    state fair footage should come first
    status quo should be the title
    Download a free song and add it
    Make it ready for upload to TikTok
    I'll upload it to YouTube, so make it vertical
    put everything into a video
    make it 1080p
    Save the best moments and delete the rest
    save the last clip for the end
    send the logo to the back
    bring the title to the front
    move the export clip to the start
    Once that's done, trim the second clip and then export
    trim to 10 seconds and export
    Export, but lower the music first
    Is it possible to export with a transparent background?
    I don't like the export
    The export looks too dark, brighten it
    why did the last export have no sound? please fix the music
    Give me credit at the end of the film
    thank my credit union sponsor in a title
    add my balance sheet screenshot
    make the balance beam gymnast slow motion
    title: Balance
    caption "Credits" on the last frame
    text: export
    Say "your status is pending" in the voice-over
    overlay "100 credits left" on the game clip
    Show 'Uploading...' with a spinner for 2 seconds
    final cut should be 30 seconds
    make a final version with a different song
    video too dark
    Give me a better version
    another version please
    can I have the title in red
    could you please send the second clip to the end
    I would like the video to be square
    speed up the download animation
    cut the part where I say export
    remove the word upload from the subtitles
    put it like this: intro, then beach, then city
    I want to export it to Instagram so crop it to 4:5
    trim it
    please
    show the price balance in the corner
    Show my status as 'single' in the text bubble
    download progress bar overlay on clip three
    mp4 logo at the corner
    先不要导出
    加一个写着“下载”的按钮
    把标题改成“导出”
    标题写“余额不足”
    加片尾积分表
    加上片尾字幕和演职员表
    做一个关于出口贸易的视频
    做一个介绍如何上传照片的视频
    用我刚上传的照片做开头
    把上传的视频剪到十秒
    把状态栏去掉
    显示“下载中”的动画
    平衡一下音量
    帮我生成一个视频
    把音轨静音
    把背景音乐的轨道音量调低
    导出前加个结尾
    只导出前五秒
    别导出，再剪短一点
    视频太长了
    我要一个30秒的宣传片
    把视频变成黑白
    时间轴上第一个片段放慢
    在结尾显示“上传成功”
    积分兑换活动的宣传视频
    把“积分”两个字放大
    余额宝的广告，15秒
    做一个游戏状态的动画
    把下载按钮放到右下角
    发给我的朋友看的，做得搞笑一点
    put everything together in a video
    put them in a video
    put it all in one video
    Put this in a slideshow
    Give me new video
    give me new version
    give me full video
    give me promo video
    get me a new clip
    Send the clip to the back
    bring the video forward
    put that over the intro
    put it over the last clip
    save it for the end
    save this for later
    put this at the end
    put it in the final cut
    Can you put this into the video?
    now put it into the video please
    add it to the video
    Show audio tracks as waveforms
    give me the credits at the end
    give me credits in gold letters
    I want credits at the end
    I want credits
    create credits
    make credits
    now the credits
    play the credits
    credits should be white
    display the balance
    fix balance
    Show the progress bar
    render captions
    download the captions and translate them
    create the final video
    make the final video
    finish the video
    finalize the video
    I need a new video
    make my video
    把它放进视频里
    把素材合成一个视频
    生成最终视频
    制作成片
    给我一个新的视频
    给我新视频
    给我完整视频
    我要视频
    我要新视频
    帮我存一下这个想法
    发一个好看的片子给我
    把进度条显示出来
    显示状态栏
    视频里显示余额
    加上积分
    字幕显示“导出完成”
    片尾显示制作人员名单
    put the export date in the corner
    put all of it in a video
    put everything into one film
    put it into the file as a second scene
    put that in the video at 3 seconds
    could you put it into the final film
    put it in the background
    put it over the video
    put this over me when I talk
    put my name on the video
    put it on the left
    put it to the front
    save the date, as a title
    add the title "Export Now"
    make a title that says download our app
    add a download button graphic
    show a download icon at 5 seconds
    don't export
    do not download anything yet
    before exporting, trim the first clip
    after the export is done, add music
    export with subtitles
    export two versions, one for TikTok
    export it in French
    export in slow motion
    export as a gif
    download a song for the background
    download some free music and add it
    download the captions in Spanish
    download this clip from YouTube and use it
    render the logo in 3D
    render a sunset behind me
    render me as a cartoon
    render new scenes
    render a promo video for my shop
    render the text bigger
    give me a trailer
    give me new intro
    give me promo for my coffee shop
    Give me full HD look
    give me fresh video
    give me another video
    give me longer video
    give me short version
    give me updated version
    get us new teaser
    bring the final shot forward
    bring me closer in the frame
    send this clip to the end
    send the title across the screen
    send the car across the video
    pass me the ball in slow motion
    share the screen between two clips
    get the video shorter
    get it done in 15 seconds
    fetch a better picture of the product
    save some space for a logo
    save the best clip for last
    save this clip for the ending
    store front shot first
    output a square version
    make it downloadable for TikTok with captions
    finalize the intro
    finish with a fade and export button
    create a video about exporting coffee
    make a video on how to download apps
    a film about export credits
    roll the credits
    add credits at the end with my name
    make the credits scroll faster
    credits should list Anna and Ben
    show the credits over black
    change the credits font
    move the credits to the end
    put credits after the last clip
    opening credits in white
    closing credits with music
    credit the photographer
    give credit to Anna at the end
    use fewer credits
    balance music and voice
    display the balance on screen
    show a bank balance of $5
    display the account balance in the corner
    lower the left balance
    add a status bar at the top
    make a status update video
    show my status as text
    add a text track
    merge the audio tracks
    list three tips on screen
    show the timeline of the company
    make a timeline of events
    what tracks would fit this mood?
    add an upload icon
    upload the video to Instagram
    write "upload complete" as subtitle
    say "status: done" at the end
    is the music done right?
    can you show how the export works in a title?
    how would you edit this?
    make the film ready for export by removing the gaps
    & make it brighter
    export & add music
    trim & export
    render & make it brighter
    would you be able to trim the clip?
    would you be able to export it with a bigger title
    I'd love a download counter on screen
    could you make it the final version with music
    save as much of the crowd as possible
    加一个导出按钮的图标
    标题写“立即下载”
    先别下载
    导出前先加字幕
    导出的时候加上水印
    导出一个竖屏版本
    导出带字幕的版本
    只导出前十秒
    下载一首轻音乐当背景
    渲染一个片头
    渲染成卡通风格
    渲染得亮一点
    把它放进视频
    把这些放到一个视频里
    把图片做成影片
    给我新的版本
    给我最新视频的配乐换一下
    给我高清视频效果
    给我一个完整的宣传片
    我要完整的故事
    我要一个成片感的调色
    发一个弹幕效果
    片尾加上积分榜
    积分榜放在左边
    显示积分动画
    加一个积分计数器
    字幕写“余额不足”
    余额字样放大
    白平衡调一下
    加上进度条
    把进度条改成蓝色
    时间轴从公司成立开始
    状态栏去掉
    显示“上传中”字样
    加一个上传动画
    把视频上传到抖音
    保存最精彩的部分，其他删掉
    完成后加片尾
    把最终画面定格三秒
    结尾显示制作名单
    视频里显示下载链接
    视频开头显示二维码下载
    加上“视频导出成功”的提示
    不下载，换个音乐
    把导出两个字改成红色
    put it in a video
    put that in the video
    can you put it in the video
    put this in the final video
    put it over me
    put it like this
    put it in HD
    put this in the file
    give me new promo
    give me promotional video
    get me updated video
    render new promo video
    send over the clip
    send the clip across
    give me that
    pass me that
    prepare new video download
    save that over
    把这个做成视频
    给我下载一首歌
    导出字幕
    export the mood of the first clip into a title
    把导出按钮那段删掉
    how about spending the credits on a longer intro?
    Roll the credits after the last scene
    download-style progress bar animation over clip two
    show the balance of warm and cold tones better
    balance the audio between the two speakers
    show tracks of the deer in the snow first
    upload arrow icon in the corner please
    put "导出成功" on the last frame
    片尾字幕加上积分两个字
    余额那个镜头太长了，剪短点
    把上传的第二张图放到最前面
    状态栏遮住了标题，往下挪一点
    下载按钮那个画面放大
    别导出，先把音乐换掉
    导出之前把音量调低
    导出的时候别带水印
    我还剩多少秒没用上？帮我补满
    export is too dark, brighten it
    the exported version had no sound, fix the music
    before you export, cut the last two seconds
    don't send me the video yet
    send me the video but with subtitles
    send the viewer a message at the end: thanks for watching
    can you make the download scene shorter?
    credits: directed by Li Wei
    I want end credits with my name
    the credit card shot should come first
    give credit to the photographer in a caption
    export a still for the thumbnail and use it as the first frame
    turn the status update into a voice-over
    what's the status quo line in the script? change it to "today"
    replace balance beam clip with the vault one
    show the tracks muted except the voice
    remove the track with the drums
    upload vibe: make it look like a phone upload
    make it ready for upload to TikTok
    format it so that I can download it as a reel, 15 seconds
    我想要导出风格更电影感
    余额宝的logo放在右上角
    积分商城的那段视频放慢一倍
    给积分两个字加个动画
    查看一下第二段的状态再把它删掉
    状态不好的那几个镜头去掉
    上传者的名字写在片尾
    把"下载"改成"立即体验"
    导出一版更短的
    再来一版不带字幕的导出给我看
    把视频发给我之前先调色
    发给我妈看的，所以字幕大一点
    export as vertical and add captions
    export the video, then start a new one about cats
    export it with a fade at the end
    if credits allow, make it 60 seconds
    use as few credits as possible and shorten the film
    Is the title too big for export?
    why does the export look washed out?
    status: still not happy with the ending
    load balance, the word, should blink
    make a video about my account balance growing
    我的余额视频做成竖屏
    做一个关于积分规则的短片
    做个教程：如何导出视频
    how to export a video, as a 20 second explainer
    export quality matters, so sharpen the first shot
    Title: Export
    caption "download now" at 3s
    write "credits" in gold
    write credits in gold
    status should read SOLD OUT in the last scene
    upload.png should be the second picture
    the upload of the second picture went wrong, use the first one twice
    my balance sheet slide is too fast
    share of the screen: 50% left
    save the best part for last
    save 3 seconds at the end
    give me a video with more energy
    give me a video of a dog
    send me a video about coffee
    show me a track with piano instead
    get me a version with no music
    finalize the colors
    render the text in red
    render the sky purple
    show only the track titles on screen
    show the state of California on the map
    status symbol cars montage, 20 seconds
    what does the tracks shot look like in black and white? try it
    add a credit roll and export credits to Anna
    导出：这两个字做成大标题
    余额不足的提示音加在第3秒
    积分两字换成红色
    第二个轨道静音
    轨道上的杂音去掉
    时间线上第二段往后挪一秒
    把时间线清空重新做
    下载速度那张图去掉
    导出失败的画面加个特效
    给我一个更欢快的版本
    给我一段关于猫的视频
    发个朋友圈那种风格
    视频发出来的声音太小
    上传到抖音用的，改成竖屏
    上传按钮闪一下
    帮我把上传图片的动画放慢
    保存按钮换个颜色
    保存现在的节奏，只换音乐
    状态不错，再亮一点
    进度条加到底部
    进度太快了，慢一点
    渲染一点电影感
    生成一个视频
    make me a video please
    make the video
    produce a film about exports
    finish it in 10 seconds
    download sound effect when the arrow falls
    """

  static func lines(_ table: String) -> [String] {
    table.split(separator: "\n").map { String($0.drop(while: \.isWhitespace)) }
  }
}
